#pragma once
// What residents begin by themselves.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct InitiativeParameters {
  double sparks = 0;
  double most = 0;
  double at_start = 0;
  double free_hours = 0;
  double trust_effect = 0;
  double norm_effect = 0;
  double ties_half = 0;
  double poverty = 0;
  double took_part = 0;
  double rounds = 0;
  double recent_weeks = 0;
  double encouraged = 0;
  double lack_isolated = 0;
  double lack_nowhere = 0;
  double lack_lost = 0;
  double spirit_effect = 0;
  double spirit_gain = 0;
  double spirit_weeks = 0;
  double support_part = 0;
  double support_effect = 0;
  double supported_reach = 0;
  double asks = 0;
  double says_yes = 0;
  double yes_strength = 0;
  double together = 0;
  double least = 0;
  double wanted = 0;
  double share_feast = 0;
  double share_help = 0;
  double gap_meet = 0;
  double gap_help = 0;
  double gap_feast = 0;
  double guests_meet = 0;
  double guests_help = 0;
  double guests_feast = 0;
  double hours_meet = 0;
  double hours_help = 0;
  double hours_feast = 0;
  double invitations = 0;
  double known_comes = 0;
  double posters = 0;
  double poster_comes = 0;
  double comes_again = 0;
  double mixing = 0;
  double ease = 0;
  double notices = 0;
  double imposed = 0;
  double disowned = 0;
  double claims = 0;
  double claim_weeks = 0;
  double tiring = 0;
  double cheering = 0;
  double carried = 0;
  double leaving = 0;
  double joins = 0;

  static constexpr auto describe() {
    using P = InitiativeParameters;
    return std::array{ParameterField<P>{"sparks", &P::sparks},
                      ParameterField<P>{"most", &P::most},
                      ParameterField<P>{"at_start", &P::at_start},
                      ParameterField<P>{"free_hours", &P::free_hours},
                      ParameterField<P>{"trust_effect", &P::trust_effect},
                      ParameterField<P>{"norm_effect", &P::norm_effect},
                      ParameterField<P>{"ties_half", &P::ties_half},
                      ParameterField<P>{"poverty", &P::poverty},
                      ParameterField<P>{"took_part", &P::took_part},
                      ParameterField<P>{"rounds", &P::rounds},
                      ParameterField<P>{"recent_weeks", &P::recent_weeks},
                      ParameterField<P>{"encouraged", &P::encouraged},
                      ParameterField<P>{"lack_isolated", &P::lack_isolated},
                      ParameterField<P>{"lack_nowhere", &P::lack_nowhere},
                      ParameterField<P>{"lack_lost", &P::lack_lost},
                      ParameterField<P>{"spirit_effect", &P::spirit_effect},
                      ParameterField<P>{"spirit_gain", &P::spirit_gain},
                      ParameterField<P>{"spirit_weeks", &P::spirit_weeks},
                      ParameterField<P>{"support_part", &P::support_part},
                      ParameterField<P>{"support_effect", &P::support_effect},
                      ParameterField<P>{"supported_reach", &P::supported_reach},
                      ParameterField<P>{"asks", &P::asks},
                      ParameterField<P>{"says_yes", &P::says_yes},
                      ParameterField<P>{"yes_strength", &P::yes_strength},
                      ParameterField<P>{"together", &P::together},
                      ParameterField<P>{"least", &P::least},
                      ParameterField<P>{"wanted", &P::wanted},
                      ParameterField<P>{"share_feast", &P::share_feast},
                      ParameterField<P>{"share_help", &P::share_help},
                      ParameterField<P>{"gap_meet", &P::gap_meet},
                      ParameterField<P>{"gap_help", &P::gap_help},
                      ParameterField<P>{"gap_feast", &P::gap_feast},
                      ParameterField<P>{"guests_meet", &P::guests_meet},
                      ParameterField<P>{"guests_help", &P::guests_help},
                      ParameterField<P>{"guests_feast", &P::guests_feast},
                      ParameterField<P>{"hours_meet", &P::hours_meet},
                      ParameterField<P>{"hours_help", &P::hours_help},
                      ParameterField<P>{"hours_feast", &P::hours_feast},
                      ParameterField<P>{"invitations", &P::invitations},
                      ParameterField<P>{"known_comes", &P::known_comes},
                      ParameterField<P>{"posters", &P::posters},
                      ParameterField<P>{"poster_comes", &P::poster_comes},
                      ParameterField<P>{"comes_again", &P::comes_again},
                      ParameterField<P>{"mixing", &P::mixing},
                      ParameterField<P>{"ease", &P::ease},
                      ParameterField<P>{"notices", &P::notices},
                      ParameterField<P>{"imposed", &P::imposed},
                      ParameterField<P>{"disowned", &P::disowned},
                      ParameterField<P>{"claims", &P::claims},
                      ParameterField<P>{"claim_weeks", &P::claim_weeks},
                      ParameterField<P>{"tiring", &P::tiring},
                      ParameterField<P>{"cheering", &P::cheering},
                      ParameterField<P>{"carried", &P::carried},
                      ParameterField<P>{"leaving", &P::leaving},
                      ParameterField<P>{"joins", &P::joins}};
  }
};

}  // namespace buurt::care
