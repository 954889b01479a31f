#pragma once
// Difference between people, the image of a neighbourhood, labels, and what keeps people from help.

#include "care/world/parameters/field.hpp"

namespace buurt::care {

struct DifferenceParameters {
  double openness_mean = 0;
  double openness_spread = 0;
  double contact_learns = 0;
  double tie_learns = 0;
  double role_counts = 0;
  double age_years = 0;
  double fade_weeks = 0;
  double unlike_limitation = 0;
  double meeting_effect = 0;
  double helping_effect = 0;
  double role_mastery = 0;
  double image_weeks = 0;
  double image_gatherings = 0;
  double image_news = 0;
  double image_vacancy = 0;
  double image_nuisance = 0;
  double image_outings = 0;
  double image_trust = 0;
  double news_faith = 0;
  double face = 0;
  double label_effect = 0;
  double uptake_origin = 0;
  double uptake_trust = 0;
  double no_language = 0;
  double interpreting_strain = 0;
  double poverty_time = 0;
  double obligation_strain = 0;
  double greetings_usual = 0;
  double inclusion_greetings = 0;

  static constexpr auto describe() {
    using P = DifferenceParameters;
    return std::array{ParameterField<P>{"openness_mean", &P::openness_mean},
                      ParameterField<P>{"openness_spread", &P::openness_spread},
                      ParameterField<P>{"contact_learns", &P::contact_learns},
                      ParameterField<P>{"tie_learns", &P::tie_learns},
                      ParameterField<P>{"role_counts", &P::role_counts},
                      ParameterField<P>{"age_years", &P::age_years},
                      ParameterField<P>{"fade_weeks", &P::fade_weeks},
                      ParameterField<P>{"unlike_limitation", &P::unlike_limitation},
                      ParameterField<P>{"meeting_effect", &P::meeting_effect},
                      ParameterField<P>{"helping_effect", &P::helping_effect},
                      ParameterField<P>{"role_mastery", &P::role_mastery},
                      ParameterField<P>{"image_weeks", &P::image_weeks},
                      ParameterField<P>{"image_gatherings", &P::image_gatherings},
                      ParameterField<P>{"image_news", &P::image_news},
                      ParameterField<P>{"image_vacancy", &P::image_vacancy},
                      ParameterField<P>{"image_nuisance", &P::image_nuisance},
                      ParameterField<P>{"image_outings", &P::image_outings},
                      ParameterField<P>{"image_trust", &P::image_trust},
                      ParameterField<P>{"news_faith", &P::news_faith},
                      ParameterField<P>{"face", &P::face},
                      ParameterField<P>{"label_effect", &P::label_effect},
                      ParameterField<P>{"uptake_origin", &P::uptake_origin},
                      ParameterField<P>{"uptake_trust", &P::uptake_trust},
                      ParameterField<P>{"no_language", &P::no_language},
                      ParameterField<P>{"interpreting_strain", &P::interpreting_strain},
                      ParameterField<P>{"poverty_time", &P::poverty_time},
                      ParameterField<P>{"obligation_strain", &P::obligation_strain},
                      ParameterField<P>{"greetings_usual", &P::greetings_usual},
                      ParameterField<P>{"inclusion_greetings", &P::inclusion_greetings}};
  }
};

}  // namespace buurt::care
