#pragma once
// Acts of help and what they follow from: who met through what, who told whom, which programme brought
// it to light. An observer: it reads the journal and the ledger of help after every week, draws nothing
// and changes nothing.

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "care/world/world.hpp"

namespace buurt::care {

/// Names of `OpeningStep`, as in results files.
extern const std::array<std::string_view, opening_steps> opening_step_names;

/// Something a programme did in a week.
struct DominoStep {
  Journal::Opening opening;
  std::uint32_t week = 0;  ///< of the world, burn-in included
};

/// Somebody, or an organisation, begins to help somebody with a need, for the first time.
struct HelpAct {
  Identity identity;  ///< of the arrangement: the same in every arm
  std::uint32_t week = 0;
  Identity helped;
  Identity giver;  ///< a person or an organisation
  NeedKind need{};
  Source source{};
  std::uint16_t minutes = 0;  ///< a week, at the end of that week
  std::uint8_t helped_age = 0;
  Sex helped_sex{};
  std::uint8_t giver_age = 0;  ///< 0 of an organisation
  Sex giver_sex{};
  std::vector<DominoStep> steps;  ///< of programmes that it follows from, in order of time
};

class Dominoes {
 public:
  /// Opens the journal. Help that is given already is no act.
  void begin(World& world);
  /// To be called after every week, before the journal's page is turned. Help within a household is no
  /// act: nobody has to be met, asked or told.
  void look(const World& world);

  [[nodiscard]] const std::vector<HelpAct>& acts() const { return acts_; }

 private:
  using Noted = std::unordered_map<std::uint64_t, DominoStep>;

  void note(const World& world);
  [[nodiscard]] std::vector<DominoStep> steps_to(const HelpAct& act) const;
  /// How somebody came to a programme's place, and how whoever told it came there.
  void add_way_in(Identity who, Identity programme, std::vector<DominoStep>& steps) const;

  Noted ties_;       ///< by both ends: how two people met
  Noted needs_;      ///< by person and kind: how a need came to light
  Noted referrals_;  ///< by person and kind: how it came to an organisation
  Noted ways_in_;    ///< by person and programme: how somebody came to a place
  std::unordered_set<std::uint64_t> seen_;
  std::vector<HelpAct> acts_;
};

}  // namespace buurt::care
