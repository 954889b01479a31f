// The sentences of life stories.

#include <fmt/format.h>

#include "care/stories.hpp"

namespace buurt::care {
namespace {

constexpr std::array<std::string_view, need_kinds> need_words = {"errands and the house",
                                                                 "washing and dressing",
                                                                 "nursing",
                                                                 "company",
                                                                 "transport",
                                                                 "papers and rights",
                                                                 "comfort",
                                                                 "relief from caring"};

constexpr std::array<std::string_view, organisation_kinds> organisation_words = {
    "family care", "home nursing", "the local service centre",
    "the OCMW",    "day care",     "the palliative team"};

/// "transport", "transport and company", "transport, company and comfort"
std::string words(std::span<const StoryLine> lines) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) text += i + 1 == lines.size() ? " and " : ", ";
    text += need_words[static_cast<std::size_t>(lines[i].need)];
  }
  return text;
}

std::string_view pronoun(Sex sex) { return sex == Sex::woman ? "she" : "he"; }
std::string_view possessive(Sex sex) { return sex == Sex::woman ? "her" : "his"; }
std::string_view capital(Sex sex) { return sex == Sex::woman ? "She" : "He"; }

bool is_organisation(Acquainted other) { return other >= Acquainted::family_care; }

std::string_view noun_of(Sex sex, int age) {
  constexpr int grown_up = 18;
  if (age < grown_up) return sex == Sex::woman ? "girl" : "boy";
  return sex == Sex::woman ? "woman" : "man";
}

/// "her daughter of 52", "a neighbour, a man of 61," or "home nursing".
std::string named(const StoryLine& line, Sex of) {
  if (is_organisation(line.other)) {
    return std::string(organisation_words[static_cast<std::size_t>(line.other) -
                                          static_cast<std::size_t>(Acquainted::family_care)]);
  }
  const bool woman = line.other_sex == Sex::woman;
  const auto own = [&](std::string_view noun) {
    return fmt::format("{} {} of {}", possessive(of), noun, line.other_age);
  };
  const auto some = [&](std::string_view noun) {
    return fmt::format("{}, a {} of {},", noun, noun_of(line.other_sex, line.other_age),
                       line.other_age);
  };
  switch (line.other) {
    case Acquainted::partner: return fmt::format("{} partner", possessive(of));
    case Acquainted::child: return own(woman ? "daughter" : "son");
    case Acquainted::parent: return own(woman ? "mother" : "father");
    case Acquainted::sibling: return own(woman ? "sister" : "brother");
    case Acquainted::other_kin: return some("a relative");
    case Acquainted::housemate: return some("a housemate");
    case Acquainted::friendly: return some("a friend");
    case Acquainted::neighbour: return some("a neighbour");
    case Acquainted::colleague: return some("a colleague");
    case Acquainted::fellow_member: return some("a fellow member");
    case Acquainted::volunteer: return some("a volunteer");
    case Acquainted::helped_as_volunteer:
      return fmt::format("a {} of {}, as a volunteer,", noun_of(line.other_sex, line.other_age),
                         line.other_age);
    default: break;
  }
  return line.other_age == 0 ? std::string("an acquaintance") : some("an acquaintance");
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

/// "2 h 30 min a week"
std::string weekly(std::span<const StoryLine> lines) {
  constexpr int hour = 60;
  int minutes = 0;
  for (const StoryLine& line : lines) minutes += line.minutes;
  if (minutes < hour) return fmt::format("{} min a week", minutes);
  return minutes % hour == 0 ? fmt::format("{} h a week", minutes / hour)
                             : fmt::format("{} h {} min a week", minutes / hour, minutes % hour);
}

std::string_view ability(Function function) {
  switch (function) {
    case Function::independent: return "manages daily life";
    case Function::light: return "needs help with errands and cleaning";
    case Function::moderate: return "needs help with washing and dressing";
    case Function::severe: return "needs help day and night";
  }
  return "";
}

}  // namespace

bool told_together(const StoryLine& a, const StoryLine& b) {
  StoryLine same = b;
  same.need = a.need;
  same.minutes = a.minutes;
  return a == same;
}

std::string introduction(const StoryCharacter& character) {
  const std::string_view dementia = character.dementia != 0 ? " and suffers from dementia" : "";
  const std::string_view ill = character.illness == Illness::palliative ? " and will not recover"
                               : character.illness == Illness::serious  ? " and is seriously ill"
                                                                        : "";
  return fmt::format("A {} of {}{}, who {}{}{}.", noun_of(character.sex, character.age),
                     character.age, character.lives_alone != 0 ? ", living alone" : "",
                     ability(character.function), dementia, ill);
}

std::string sentence(std::span<const StoryLine> lines, const StoryCharacter& character) {
  const StoryLine& line = lines.front();
  const Sex sex = character.sex;
  const std::string_view who = capital(sex);
  const std::string_view own = possessive(sex);
  const std::string need = words(lines);
  switch (line.event) {
    case StoryEvent::function_worse:
      return fmt::format("{} can do less than before: {} {} now.", who, pronoun(sex),
                         ability(static_cast<Function>(line.level)));
    case StoryEvent::function_better:
      return fmt::format("{} can do more again: {} {} now.", who, pronoun(sex),
                         ability(static_cast<Function>(line.level)));
    case StoryEvent::dementia_begins: return fmt::format("{} begins to suffer from dementia.", who);
    case StoryEvent::falls_ill: return fmt::format("{} falls seriously ill.", who);
    case StoryEvent::is_dying: return fmt::format("{} will not recover any more.", who);
    case StoryEvent::recovers: return fmt::format("{} has recovered from {} illness.", who, own);
    case StoryEvent::need_begins:
      return fmt::format("{} begins to need help with {}, {}.", who, need, weekly(lines));
    case StoryEvent::need_ends: return fmt::format("{} no longer needs help with {}.", who, need);
    case StoryEvent::need_comes_to_light:
      return fmt::format("Somebody outside the home notices that {} needs help with {}.",
                         pronoun(sex), need);
    case StoryEvent::is_referred:
      return fmt::format("{} is referred to an organisation for {}.", who, need);
    case StoryEvent::waits: return fmt::format("{} goes on a waiting list for {}.", who, need);
    case StoryEvent::asks_granted:
      return fmt::format("{} asks {} for help with {}; the answer is yes.", who, named(line, sex),
                         need);
    case StoryEvent::asks_in_vain:
      return fmt::format("{} asks {} for help with {}; there is the will, but no time.", who,
                         named(line, sex), need);
    case StoryEvent::asks_refused:
      return fmt::format("{} asks {} for help with {}; the answer is no.", who, named(line, sex),
                         need);
    case StoryEvent::help_begins:
      return is_organisation(line.other)
                 ? fmt::format("{} begins to come for {}, {}.", capitalised(named(line, sex)), need,
                               weekly(lines))
                 : fmt::format("{} begins to help with {}, {}.", capitalised(named(line, sex)),
                               need, weekly(lines));
    case StoryEvent::help_ends:
      return is_organisation(line.other)
                 ? fmt::format("{} stops coming for {}.", capitalised(named(line, sex)), need)
                 : fmt::format("{} stops helping with {}.", capitalised(named(line, sex)), need);
    case StoryEvent::goes_without:
      return fmt::format("For {} weeks now part of the help with {} has been missing.", line.level,
                         need);
    case StoryEvent::begins_to_help:
      return fmt::format("{} begins to help {} with {}, {}.", who, named(line, sex), need,
                         weekly(lines));
    case StoryEvent::stops_helping:
      return fmt::format("{} no longer helps {} with {}.", who, named(line, sex), need);
    case StoryEvent::caring_weighs:
      return fmt::format("Caring weighs heavily on {}.", sex == Sex::woman ? "her" : "him");
    case StoryEvent::caring_weighs_less:
      return fmt::format("Caring weighs less on {}.", sex == Sex::woman ? "her" : "him");
    case StoryEvent::breaks_down:
      return fmt::format("{} cannot go on caring and stops for a while.", who);
    case StoryEvent::hospital: return fmt::format("{} is taken to hospital.", who);
    case StoryEvent::asks_for_nursing_home:
      return fmt::format("{} goes on the list for a nursing home.", who);
    case StoryEvent::enters_nursing_home: return fmt::format("{} moves into a nursing home.", who);
    case StoryEvent::becomes_lonely: return fmt::format("{} has become lonely.", who);
    case StoryEvent::lonely_no_more: return fmt::format("{} is no longer lonely.", who);
    case StoryEvent::partner_dies:
      return fmt::format("{} partner dies.", own == "her" ? "Her" : "His");
    case StoryEvent::partner_enters_nursing_home:
      return fmt::format("{} partner moves into a nursing home.", own == "her" ? "Her" : "His");
    case StoryEvent::couple_parts: return fmt::format("{} and {} partner part.", who, own);
    case StoryEvent::couple_forms: return fmt::format("{} moves in with a partner.", who);
    case StoryEvent::moves: return fmt::format("{} moves house within the municipality.", who);
    case StoryEvent::leaves_municipality:
      return fmt::format("{} moves away from the municipality.", who);
    case StoryEvent::dies: return fmt::format("{} dies.", who);
    case StoryEvent::begins_initiative:
      return fmt::format("{} begins something in the neighbourhood with a few others.", who);
  }
  return {};
}

}  // namespace buurt::care
