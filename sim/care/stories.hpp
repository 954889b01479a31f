#pragma once
// Life stories: what happens to a few people, week by week, as sentences. An observer: it compares each
// of them with the week before and reads the journal of the week; it draws nothing and changes nothing.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "care/world/world.hpp"
#include "engine/snapshot.hpp"

namespace buurt::care {

/// What can be told. Names as in results files: `story_event_names`.
enum class StoryEvent : std::uint8_t {
  function_worse,
  function_better,
  dementia_begins,
  falls_ill,
  is_dying,
  recovers,
  need_begins,
  need_ends,
  need_comes_to_light,
  is_referred,
  waits,
  asks_granted,
  asks_refused,
  help_begins,
  help_ends,
  goes_without,
  begins_to_help,
  stops_helping,
  caring_weighs,
  caring_weighs_less,
  breaks_down,
  hospital,
  asks_for_nursing_home,
  enters_nursing_home,
  becomes_lonely,
  lonely_no_more,
  partner_dies,
  couple_parts,
  couple_forms,
  moves,
  leaves_municipality,
  dies,
  begins_initiative,
  asks_in_vain,
  partner_enters_nursing_home,
};
inline constexpr std::size_t story_events = 35;
extern const std::array<std::string_view, story_events> story_event_names;

/// What somebody else is to the one whose story it is.
enum class Acquainted : std::uint8_t {
  nobody,
  partner,
  child,
  parent,
  sibling,
  other_kin,
  housemate,
  friendly,
  neighbour,
  colleague,
  fellow_member,
  acquaintance,
  volunteer,            ///< of a desk, who helps the one whose story it is
  helped_as_volunteer,  ///< whom the one whose story it is helps as a volunteer
  family_care,          ///< from here on organisations, in the order of `OrganisationKind`
};

/// One event of one story.
struct StoryLine {
  std::uint32_t week = 0;   ///< of the world, burn-in included
  std::uint32_t about = 0;  ///< index in the cast
  StoryEvent event{};
  NeedKind need{};
  Acquainted other{};
  Sex other_sex{};
  std::uint8_t other_age = 0;
  std::uint8_t level = 0;     ///< `Function`, or weeks without
  std::uint16_t minutes = 0;  ///< a week

  friend bool operator==(const StoryLine&, const StoryLine&) = default;
};

/// Somebody whose story is told, as he or she was when it began.
struct StoryCharacter {
  Identity who;
  Sex sex{};
  std::uint8_t age = 0;
  Function function{};
  std::uint8_t lives_alone = 0;
  std::uint16_t neighbourhood = 0;  ///< index in `World::neighbourhoods`
  Illness illness{};
  std::uint8_t dementia = 0;
};

class Stories {
 public:
  /// Chooses at most `count` adults at home, the same in every arm: half of those in need of help, a
  /// quarter of those who help others, the rest anybody; fewer where there are not as many. Opens the
  /// journal.
  void begin(World& world, std::size_t count);
  /// To be called after every week; turns the journal's page.
  void look(World& world);

  [[nodiscard]] const std::vector<StoryCharacter>& cast() const { return cast_; }
  [[nodiscard]] const std::vector<StoryLine>& lines() const { return lines_; }

  void save(engine::Snapshot& snapshot, const std::string& prefix) const;
  /// Goes on telling from a snapshot of the same week. \throws RunError
  void restore(World& world, const engine::Snapshot& snapshot, const std::string& prefix);

 private:
  /// What a story compares with the week after.
  struct Before {
    struct OfNeed {
      std::uint16_t minutes = 0;
      NeedState state{};
      std::uint16_t unmet_weeks = 0;
    };
    struct OfHelp {
      Identity identity;
      NeedKind need{};
      bool given = false;  ///< by the one whose story it is
      Acquainted other{};
      Sex other_sex{};
      std::uint8_t other_age = 0;
      std::uint16_t minutes = 0;
    };
    Person row = no_row;
    Function function{};
    Illness illness{};
    bool dementia = false;
    bool gives = false;
    bool strained = false;
    bool lonely = false;
    bool at_home = true;  ///< not in a nursing home
    Identity partner;     ///< also one who lives in a nursing home
    Person partner_row = no_row;
    std::array<OfNeed, need_kinds> needs;
    std::vector<OfHelp> help;
  };

  [[nodiscard]] static Before state_of(const World& world, Person person);
  /// Whether the partner, who is none any more by law of the model, lives in a nursing home.
  [[nodiscard]] static bool partner_in_nursing_home(const World& world, const Before& before);
  void tell(const World& world, std::uint32_t about, const Before& before, const Before& now);
  void tell_happenings(const World& world, std::uint32_t about, const Before& before);
  StoryLine& add(const World& world, std::uint32_t about, StoryEvent event);

  std::vector<StoryCharacter> cast_;
  std::vector<StoryLine> lines_;
  std::vector<Before> before_;  ///< by index in the cast; row `no_row` when the story has ended
};

/// "A woman of 82, living alone, who needs help with washing and dressing."
std::string introduction(const StoryCharacter& character);
/// "She asks a neighbour, a man of 61, for help with errands and the house; he says yes."
/// \param lines at least one; several differ in their need (and minutes) alone, and make one sentence
std::string sentence(std::span<const StoryLine> lines, const StoryCharacter& character);
/// Whether two lines can make one sentence.
bool told_together(const StoryLine& a, const StoryLine& b);

}  // namespace buurt::care
