#include "experiment/compare.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>

#include "care/outcomes.hpp"
#include "engine/ensemble.hpp"
#include "engine/error.hpp"
#include "engine/parallel.hpp"
#include "experiment/burnt_in.hpp"
#include "experiment/compared_lives.hpp"
#include "experiment/forked_arms.hpp"
#include "experiment/ledger_table.hpp"
#include "experiment/person_list.hpp"
#include "experiment/progress_sum.hpp"
#include "experiment/results_header.hpp"
#include "experiment/run.hpp"
#include "experiment/told_dominoes.hpp"
#include "files/fault_list.hpp"
#include "files/nearest_name.hpp"
#include "files/results_writer.hpp"

namespace buurt::experiment {
namespace {

using nlohmann::json;

/// What a finished replicate hands over: arms with the baseline first.
struct Finished {
  std::vector<Record> records;
  std::vector<std::vector<double>> values;
  std::vector<std::vector<double>> neighbourhood_values;
  std::vector<std::vector<PersonDifference>> persons;  ///< without the baseline
  std::size_t people = 0;
  std::vector<engine::PhaseTime> profile;
  files::Traces traces;      ///< of the first replicate, when stories are told
  files::Dominoes dominoes;  ///< likewise
};

/// Everything that all replicates share.
struct Plan {
  std::vector<ComparedLives> lives;
  std::vector<int> recorded;
  std::vector<Window> windows;

  std::vector<std::string> names;  ///< of the arms

  Plan(const files::Comparison& comparison, const files::ParameterCatalogue& catalogue, bool audit)
      : lives(compared_lives(comparison, catalogue, audit)),
        recorded(any().baseline.recorded_weeks()),
        windows(windows_of(any().baseline.weeks)) {
    for (const files::ComparisonArm& arm : comparison.arms) names.push_back(arm.name);
  }

  /// For all that is the same whatever the parameters.
  [[nodiscard]] const ComparedLives& any() const { return lives.front(); }
};

/// Life stories and acts of help of all arms, when they were written down.
void tell(Finished& finished, const std::vector<LivedArm>& lived, const Plan& plan) {
  if (lived.front().traces.people.empty()) return;
  std::vector<ArmActs> acts;
  for (std::size_t arm = 0; arm < lived.size(); ++arm) {
    const std::string name = arm == 0 ? "baseline" : plan.names[arm - 1];
    for (files::TracedPerson person : lived[arm].traces.people) {
      person.arm = name;
      finished.traces.people.push_back(std::move(person));
    }
    for (files::TraceLine line : lived[arm].traces.lines) {
      line.arm = name;
      finished.traces.lines.push_back(std::move(line));
    }
    if (arm > 0) acts.push_back({name, plan.any().arms[arm - 1].first_week, lived[arm].acts});
  }
  finished.dominoes = told_dominoes(lived.front().acts, acts, plan.any().baseline.burn_in_weeks);
}

Finished finished_replicate(std::vector<LivedArm> lived, const Plan& plan,
                            std::size_t neighbourhoods) {
  Finished finished;
  finished.people = people_in_week_0(lived.front().watch);
  for (std::size_t arm = 0; arm < lived.size(); ++arm) {
    finished.values.push_back(window_values(lived[arm].record, plan.recorded, plan.windows));
    finished.neighbourhood_values.push_back(neighbourhood_window_values(
        lived[arm].record, neighbourhoods, plan.recorded, plan.windows));
    if (arm > 0) {
      finished.persons.push_back(person_differences(lived.front().watch, lived[arm].watch));
    }
    engine::add_profile(finished.profile, lived[arm].profile);
  }
  tell(finished, lived, plan);
  for (LivedArm& arm : lived) finished.records.push_back(std::move(arm.record));
  return finished;
}

json number_or_null(double value) { return std::isfinite(value) ? json(value) : json(); }

/// Effects as results keep them.
files::EffectsContent effects_content(const files::Comparison& comparison, const Effects& effects,
                                      const Effects& by_neighbourhood,
                                      const std::vector<std::string>& neighbourhoods) {
  files::EffectsContent content;
  for (const auto& arm : comparison.arms) content.arms.push_back(arm.name);
  for (const Window& window : effects.windows()) content.windows.push_back(window.name);
  for (const auto& group : care::group_declarations()) content.groups.emplace_back(group.name);
  content.neighbourhoods = neighbourhoods;
  content.statistics.assign(effect_statistics.begin(), effect_statistics.end());
  content.main_outcomes = json(comparison.main_outcomes).dump();
  const std::size_t arms = comparison.arms.size();
  const auto variables = [&](const auto& declarations, const Effects& all) {
    std::vector<files::EffectVariable> made;
    for (std::size_t o = 0; o < declarations.size(); ++o) {
      const care::OutcomeDeclaration& d = declarations[o];
      files::EffectVariable variable;
      variable.outcome = {std::string(d.name), std::string(d.long_name), std::string(d.units),
                          std::string(d.definition), std::string(d.better)};
      variable.sums = care::counts_happenings(d);
      variable.pairing_gain = std::numeric_limits<double>::quiet_NaN();
      for (std::size_t arm = 1; arm <= arms; ++arm) {
        for (std::size_t window = 0; window < all.windows().size(); ++window) {
          for (std::size_t group = 0; group < all.groups(); ++group) {
            const Effect effect = all.effect(arm, o, window, group, d.better);
            variable.values.insert(variable.values.end(), effect.begin(), effect.end());
          }
        }
      }
      made.push_back(std::move(variable));
    }
    return made;
  };
  content.outcomes = variables(care::outcome_declarations(), effects);
  content.neighbourhood_outcomes =
      variables(care::neighbourhood_outcome_declarations(), by_neighbourhood);

  json pairing = {{"arms", json::object()}};
  const std::size_t last_year = effects.window("last_year");
  for (std::size_t arm = 1; arm <= arms; ++arm) {
    json outcomes = json::object();
    for (std::size_t o = 0; o < content.outcomes.size(); ++o) {
      const PairingGain gain =
          pairing_gain(effects.values(0, o, last_year, 0), effects.values(arm, o, last_year, 0));
      outcomes[content.outcomes[o].outcome.name] = {{"paired", number_or_null(gain.paired)},
                                                    {"unpaired", number_or_null(gain.unpaired)},
                                                    {"gain", number_or_null(gain.gain)}};
    }
    pairing["arms"][comparison.arms[arm - 1].name] = {
        {"outcomes", outcomes},
        {"median_gain", number_or_null(median_gain(effects, arm, comparison.main_outcomes))}};
  }
  content.pairing = pairing.dump();
  for (std::size_t o = 0; o < content.outcomes.size(); ++o) {
    std::vector<double> gains;
    for (std::size_t arm = 1; arm <= arms; ++arm) {
      gains.push_back(
          pairing_gain(effects.values(0, o, last_year, 0), effects.values(arm, o, last_year, 0))
              .gain);
    }
    content.outcomes[o].pairing_gain = median_of(std::move(gains));
  }
  return content;
}

bool is_narrow(const Effects& effects, std::size_t arms, std::size_t outcome, double half_width) {
  for (std::size_t arm = 1; arm < arms; ++arm) {
    const Effect effect = effects.effect(arm, outcome, effects.window("last_year"), 0, "neither");
    const double half =
        0.5 * (of(effect, EffectStatistic::high_90) - of(effect, EffectStatistic::low_90));
    // Not-a-number, as with one replicate, is not narrow.
    if (!(half <= half_width)) return false;
  }
  return true;
}

}  // namespace

std::size_t outcome_number(const std::string& name, const std::string& where) {
  std::vector<std::string> known;
  for (const auto& outcome : care::outcome_declarations()) {
    if (outcome.name == name) return known.size();
    known.emplace_back(outcome.name);
  }
  throw engine::UserError(where, "no outcome is called " + files::in_quotes(name) + "; " +
                                     files::suggestion(name, known));
}

std::size_t Effects::window(const std::string& name) const {
  const auto at = std::find_if(windows_.begin(), windows_.end(),
                               [&](const Window& one) { return one.name == name; });
  return static_cast<std::size_t>(at - windows_.begin());
}

std::vector<double> Effects::values(std::size_t arm, std::size_t outcome, std::size_t window,
                                    std::size_t group) const {
  std::vector<double> values;
  for (const std::vector<double>& run : runs_[arm]) {
    values.push_back(run[(outcome * windows_.size() + window) * groups_ + group]);
  }
  return values;
}

Effect Effects::effect(std::size_t arm, std::size_t outcome, std::size_t window, std::size_t group,
                       std::string_view better) const {
  return paired_effect(values(0, outcome, window, group), values(arm, outcome, window, group),
                       better);
}

double median_gain(const Effects& effects, std::size_t arm,
                   const std::vector<std::string>& outcomes) {
  std::vector<double> gains;
  for (const std::string& name : outcomes) {
    const std::size_t outcome = outcome_number(name, "main_outcomes");
    const std::size_t last_year = effects.window("last_year");
    gains.push_back(pairing_gain(effects.values(0, outcome, last_year, 0),
                                 effects.values(arm, outcome, last_year, 0))
                        .gain);
  }
  return median_of(std::move(gains));
}

CompareEnd run_comparison(const files::Comparison& comparison,
                          const files::ParameterCatalogue& catalogue,
                          const CompareOptions& options) {
  const Plan plan(comparison, catalogue, options.audit);
  const std::size_t until_outcome =
      options.until ? outcome_number(options.until->outcome, "--until") : 0;
  constexpr int most_by_default = 100;
  int planned = comparison.baseline.replicates;
  const int most =
      options.until ? options.max_replicates.value_or(std::max(planned, most_by_default)) : planned;
  planned = std::min(planned, most);
  if (options.until && planned < 2) {
    throw engine::UserError("--replicates",
                            "one replicate has no interval; --until needs at least 2");
  }
  files::check_not_read(options.output, comparison.files);
  files::check_target(options.output, options.overwrite);

  ProgressSum progress(options.progress, plan.any().weeks() * planned);
  const LiveOptions live{options.interrupted, [&] { progress.add(1.0); }};
  std::optional<BurntIn> kept;
  if (options.burnt_in) {
    kept.emplace(*options.burnt_in, comparison.baseline, comparison.accepted, catalogue);
    for (int replicate = 0; replicate < most; ++replicate) {
      files::check_not_read(options.output, {kept->file_of(replicate)});
    }
    kept->check(most);
  }
  const auto begin = [&](int replicate) {
    const ModelInput& baseline = lives_of(plan.lives, replicate).baseline;
    return kept ? kept->begin(baseline, replicate)
                : std::make_unique<Simulation>(baseline, replicate);
  };
  // The first is begun before there is a file, which bears the names of its neighbourhoods.
  std::unique_ptr<Simulation> first =
      engine::with_threads(options.threads, [&] { return begin(0); });
  files::ResultsHeader header = results_header(comparison.baseline, catalogue, plan.any().baseline,
                                               options.command_line, first->world());
  header.comparison_json = files::resolved_json(comparison).dump();
  header.question = comparison.question;
  header.replicates = most;
  for (const files::ComparisonArm& arm : comparison.arms) header.arms.push_back(arm.name);
  std::vector<const ModelInput*> inputs{&plan.any().baseline};
  for (const ForkedArm& arm : plan.any().arms) inputs.push_back(&arm.input);
  header.ledger = ledger_rows(first->world(), inputs);
  const std::vector<files::LedgerRow> ledger = header.ledger;
  const std::vector<std::string> neighbourhoods = header.neighbourhoods;
  const std::size_t arms = header.arms.size();
  files::ResultsWriter writer(options.output, std::move(header), options.overwrite);
  writer.when_left(options.left_behind);

  CompareEnd end;
  end.effects = Effects(arms, plan.windows, care::group_count);
  Effects by_neighbourhood(arms, plan.windows, neighbourhoods.size());
  PersonList persons(arms - 1);
  const auto replicate_lived = [&](int replicate) {
    const ComparedLives& lives = lives_of(plan.lives, replicate);
    std::unique_ptr<Simulation> begun = replicate == 0 ? std::move(first) : begin(replicate);
    if (kept) {
      kept->burn_in(*begun, lives.baseline, replicate,
                    [&](Simulation& simulation) { live_a_week(simulation, live); });
    }
    return finished_replicate(live_arms(std::move(begun), replicate, lives.arms, live), plan,
                              neighbourhoods.size());
  };
  const auto consume = [&](int replicate, Finished finished) {
    for (std::size_t arm = 0; arm < arms; ++arm) {
      const Record& record = finished.records[arm];
      writer.write_replicate(static_cast<int>(arm), replicate, record.values,
                             record.neighbourhood_values, record.state_hash, record.burn_in_text,
                             ledger_values(record, ledger));
      end.effects.add(arm, std::move(finished.values[arm]));
      by_neighbourhood.add(arm, std::move(finished.neighbourhood_values[arm]));
      if (arm > 0) persons.add(arm - 1, replicate, finished.people, finished.persons[arm - 1]);
    }
    if (!finished.traces.people.empty()) {
      writer.keep_traces(std::move(finished.traces));
      writer.keep_dominoes(std::move(finished.dominoes));
    }
    ++end.replicates_finished;
    if (end.complaints.empty()) end.complaints = finished.records.front().complaints;
    engine::add_profile(end.profile, finished.profile);
  };
  while (true) {
    const int first_number = end.replicates_finished;
    const auto done = engine::run_ensemble(
        static_cast<std::size_t>(planned - first_number), {options.threads, options.interrupted},
        [&](std::size_t number) {
          return replicate_lived(first_number + static_cast<int>(number));
        },
        [&](std::size_t number, Finished finished) {
          consume(first_number + static_cast<int>(number), std::move(finished));
        });
    end.interrupted = done.interrupted;
    if (end.interrupted || !options.until) break;
    end.narrow_enough = is_narrow(end.effects, arms, until_outcome, options.until->half_width);
    if (*end.narrow_enough || planned >= most) break;
    // Steps that hang on nothing but the number so far, so that threads do not matter.
    planned = std::min(most, planned + std::max(2, planned / 4));
    progress.set_total(plan.any().weeks() * planned);
  }
  end.persons = persons.totals();

  files::FinishedResults finished;
  if (end.interrupted) {
    finished = writer.finish_interrupted();
  } else {
    std::vector<files::PhaseTime> times;
    for (const engine::PhaseTime& time : end.profile) times.push_back({time.phase, time.seconds});
    files::ComparisonContent content;
    content.effects = effects_content(comparison, end.effects, by_neighbourhood, neighbourhoods);
    content.persons = persons.content(content.effects.arms, end.replicates_finished);
    finished = writer.finish(times, &content);
  }
  end.results = finished.path;
  end.note = finished.note;
  return end;
}

}  // namespace buurt::experiment
