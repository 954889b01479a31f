#include "care/processes/programmes.hpp"

#include <algorithm>
#include <vector>

#include "care/processes/programme_places.hpp"
#include "care/processes/programme_work.hpp"
#include "care/world/figure_rules.hpp"
#include "care/world/funding_rules.hpp"
#include "care/world/meeting_place_rules.hpp"
#include "care/world/payer_rules.hpp"
#include "care/world/programme_rules.hpp"
#include "care/world/units.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

/// Weeks drawn by their mean, whole.
std::uint32_t weeks_of(double mean, double uniform) {
  constexpr double longest = 1e6;
  return static_cast<std::uint32_t>(std::min(-engine::log(1.0 - uniform) * mean, longest));
}

class Office {
 public:
  explicit Office(World& world) : world_(world), book_(world.programme_book) {}

  void begin(const ProgrammePlan& plan) {
    const Row run = book_.runs.add(plan.identity);
    book_.runs.since[run] = world_.week;
    book_.runs.ownership[run] = static_cast<float>(plan.ownership);
    book_.runs.activity[run] = 1.0F;
    book_.runs.phase_since[run] = world_.week;
    for (std::size_t number = 0; number < plan.parts.size(); ++number) {
      if (const auto* part = std::get_if<ConnectorPart>(&plan.parts[number])) {
        open_posts(run, number, *part);
      } else if (const auto* place = std::get_if<MeetingPlacePart>(&plan.parts[number])) {
        open_place(world_, plan, run, number, *place);
      } else {
        begin_work(world_, plan, run, number);
      }
    }
  }

  /// The end has come, by the plan or because nobody pays: from that week on there is what was agreed for
  /// it.
  void come_to_an_end(const ProgrammePlan& plan, Row run, std::uint32_t week) {
    const RunPhase before = book_.runs.phase[run];
    if (before == RunPhase::running) book_.runs.seen_at_end[run] = seen_of_run(world_, run);
    if (before == RunPhase::handing_over) {
      leave_to_residents(run, week);
    } else if (before == RunPhase::running && plan.at_end != AtEnd::stop) {
      enter(run,
            plan.at_end == AtEnd::taper      ? RunPhase::tapering
            : plan.at_end == AtEnd::handover ? RunPhase::handing_over
                                             : RunPhase::taken_over,
            week);
    } else {
      end(run);
    }
  }

  /// Posts end, and with them what their holders knew. Places are taken over, lived on, or closed.
  void end(Row run) {
    book_.runs.over[run] = 1;
    for (Row figure = 0; figure < book_.figures.rows(); ++figure) {
      if (!book_.figures.alive(figure) || book_.figures.run[figure] != run) continue;
      forget(figure);
      book_.remove_post(figure);
    }
    give_up_places(world_, run);
    end_work(world_, run);
  }

  void staff(Row figure, const ConnectorPart& part) {
    Figures& figures = book_.figures;
    if (world_.week < figures.until[figure]) return;
    const Identity post = figures.identity[figure];
    if (book_.runs.phase[figures.run[figure]] == RunPhase::residents) {
      // Nobody fills the post of a resident who did it unpaid.
      forget(figure);
      book_.remove_post(figure);
      return;
    }
    if (figures.working[figure] != 0) {
      pass_on(figure);
      figures.working[figure] = 0;
      figures.since[figure] = world_.week;
      figures.until[figure] = world_.week + 1U + vacancy(post, part);
      return;
    }
    const double years =
        part.leaving_rate > 0.0
            ? -engine::log(1.0 -
                           world_.stream(Decision::figure_leaves).at(post, world_.week).uniform()) /
                  part.leaving_rate
            : 1e4;
    figures.working[figure] = 1;
    figures.since[figure] = world_.week;
    figures.until[figure] =
        world_.week + 1U + static_cast<std::uint32_t>(std::min(years, 1e4) * weeks_per_year);
  }

  /// Whether a programme is in the weeks in which it runs: those of its plan, and those that its end
  /// takes.
  [[nodiscard]] bool goes_on(const ProgrammePlan& plan, Row run) const {
    const std::uint32_t since = world_.week - book_.runs.phase_since[run];
    switch (book_.runs.phase[run]) {
      case RunPhase::running: return plan.runs(world_.week);
      case RunPhase::tapering:
      case RunPhase::handing_over: return since < plan.end_weeks;
      case RunPhase::taken_over: return true;
      case RunPhase::residents: break;
    }
    return anybody_works(run);
  }

  /// EUR that this week would take if there is money for all of it.
  [[nodiscard]] double wished(const ProgrammePlan& plan, Row run) const {
    if (book_.runs.phase[run] == RunPhase::residents) return 0.0;
    return scale_of(world_, plan, run) * full_cost(plan, run);
  }

  /// The part of posts and hours that there is money for; the week is booked.
  void spend(const ProgrammePlan& plan, Row run, double part, Purses& purses) {
    const double activity = scale_of(world_, plan, run) * part;
    book_.runs.activity[run] = static_cast<float>(activity);
    const double euro = wished(plan, run) * part;
    if (euro <= 0.0) return;
    for (std::size_t number = 0; number < plan.parts.size(); ++number) {
      const auto* place = std::get_if<MeetingPlacePart>(&plan.parts[number]);
      if (place != nullptr) {
        pay_for_place(world_, run, number,
                      activity * costs(plan) * place->yearly_cost() / weeks_per_year);
      }
    }
    const std::uint64_t paid = purses.pay(payer_of(world_, plan, run), euro);
    book_.runs.week_cents[run] = paid;
    book_.runs.spent_cents[run] += paid;
  }

  /// Ownership moves towards the residents' share of what is done.
  void live_on(const ProgrammePlan& plan, Row run) {
    double share = 0.0;
    double owned = 0.0;
    for (std::size_t number = 0; number < plan.parts.size(); ++number) {
      if (const auto* part = std::get_if<ConnectorPart>(&plan.parts[number])) {
        share += residents_part(world_, plan, run, 1.0 - organise_of(world_, run, *part));
        owned += 1.0;
      } else if (const auto* place = std::get_if<MeetingPlacePart>(&plan.parts[number])) {
        if (!runs_place(world_, run, number)) continue;
        share += residents_part(world_, plan, run, place->residents_share);
        owned += 1.0;
      } else if (const auto* activity = std::get_if<ActivityPart>(&plan.parts[number])) {
        share += residents_part(world_, plan, run, activity->residents_share);
        owned += 1.0;
      }
    }
    float& own = book_.runs.ownership[run];
    if (owned > 0.0) {
      own += static_cast<float>(world_.parameters.programmes.ownership_rate *
                                (share / owned - static_cast<double>(own)));
      own = std::clamp(own, 0.0F, 1.0F);
    }
  }

 private:
  [[nodiscard]] std::uint32_t vacancy(Identity post, const ConnectorPart& part) const {
    const engine::Draw draw = world_.stream(Decision::post_is_filled).at(post, world_.week);
    return weeks_of(part.weeks_to_fill * world_.levers.overall(Lever::vacancies), draw.uniform());
  }

  void enter(Row run, RunPhase phase, std::uint32_t week) {
    book_.runs.phase[run] = phase;
    book_.runs.phase_since[run] = week;
  }

  [[nodiscard]] bool anybody_works(Row run) const {
    for (Row figure = 0; figure < book_.figures.rows(); ++figure) {
      if (book_.figures.alive(figure) && book_.figures.run[figure] == run) return true;
    }
    return false;
  }

  /// Of a connector's posts those go on, without pay, that residents take on: the likelier the more
  /// they own the programme. Whoever goes on knows whom the paid one knew, less well. Its places live on
  /// or close as at every end.
  void leave_to_residents(Row run, std::uint32_t week) {
    enter(run, RunPhase::residents, week);
    const double chance =
        world_.parameters.programmes.survival * static_cast<double>(book_.runs.ownership[run]);
    const engine::Stream draws = world_.stream(Decision::goes_on_unpaid);
    for (Row figure = 0; figure < book_.figures.rows(); ++figure) {
      if (!book_.figures.alive(figure) || book_.figures.run[figure] != run) continue;
      const bool working = book_.figures.working[figure] != 0;
      if (working && draws.at(book_.figures.identity[figure], world_.week).happens(chance)) {
        pass_on(figure);
      } else {
        forget(figure);
        book_.remove_post(figure);
      }
    }
    give_up_places(world_, run);
    end_work(world_, run);
    if (!anybody_works(run)) book_.runs.over[run] = 1;
  }

  [[nodiscard]] double costs(const ProgrammePlan& plan) const {
    return world_.levers.over(Lever::programme_costs, plan.where);
  }

  /// EUR of this week at full scale: people at work, places, activities.
  [[nodiscard]] double full_cost(const ProgrammePlan& plan, Row run) const {
    double euro = 0.0;
    for (std::size_t number = 0; number < plan.parts.size(); ++number) {
      if (const auto* part = std::get_if<ConnectorPart>(&plan.parts[number])) {
        euro += cost_of_posts(run, number, *part) + part->cost_activities / weeks_per_year;
      } else if (const auto* place = std::get_if<MeetingPlacePart>(&plan.parts[number])) {
        euro += runs_place(world_, run, number) ? place->yearly_cost() / weeks_per_year : 0.0;
      } else {
        euro += std::visit([](const auto& one) { return one.yearly_cost(); }, plan.parts[number]) /
                weeks_per_year;
      }
    }
    return (euro - saved_by_goods(world_, plan, run) / weeks_per_year) * costs(plan);
  }

  void open_posts(Row run, std::size_t number, const ConnectorPart& part) {
    if (part.fte <= 0.0) return;
    for (std::uint32_t post = 0; post < part.posts(); ++post) {
      const Row figure = book_.figures.add(book_.runs.identity[run].caused(number, post));
      book_.figures.run[figure] = run;
      book_.figures.part[figure] = static_cast<std::uint8_t>(number);
      book_.figures.since[figure] = world_.week;
      book_.figures.until[figure] = world_.week + vacancy(book_.figures.identity[figure], part);
    }
  }

  /// Whoever leaves passes on a part of what he or she knows.
  void pass_on(Row figure) {
    KnownResidents& known = book_.known;
    const ProgrammePlan& plan = *plan_of_run(world_, book_.figures.run[figure]);
    const auto kept = static_cast<float>(
        passed_on(world_, std::get<ConnectorPart>(plan.parts[book_.figures.part[figure]])));
    for (Row row = 0; row < known.rows(); ++row) {
      if (!known.alive(row) || known.figure[row] != figure) continue;
      known.familiarity[row] *= kept;
    }
  }

  void forget(Row figure) {
    KnownResidents& known = book_.known;
    book_.forget_known([&](Row row) {
      if (known.figure[row] != figure) return true;
      const Person person = known.person[row];
      if (world_.people.identity[person] == known.who[row]) world_.people.encouraged[person] = 0;
      return false;
    });
  }

  [[nodiscard]] double cost_of_posts(Row run, std::size_t number, const ConnectorPart& part) const {
    const double each = part.fte / part.posts() * part.cost_fte / weeks_per_year;
    double euro = 0.0;
    for (Row figure = 0; figure < book_.figures.rows(); ++figure) {
      const bool paid = book_.figures.alive(figure) && book_.figures.run[figure] == run &&
                        book_.figures.part[figure] == number && book_.figures.working[figure] != 0;
      if (paid) euro += each;
    }
    return euro;
  }

  World& world_;
  ProgrammeBook& book_;
};

}  // namespace

void run_programmes(World& world) {
  ProgrammeBook& book = world.programme_book;
  Office office(world);
  for (const ProgrammePlan& plan : world.programmes) {
    if (plan.parts.empty() || !plan.runs(world.week)) continue;
    if (book.run_of(plan.identity) == no_row && may_begin(world, plan)) office.begin(plan);
  }
  if (book.empty()) return;
  struct Running {
    const ProgrammePlan* plan;
    Row run;
  };
  std::vector<Running> running;
  Purses purses(world);
  for (const ProgrammePlan& plan : world.programmes) {
    const Row run = book.run_of(plan.identity);
    if (run == no_row) continue;
    book.runs.week_cents[run] = 0;
    if (book.runs.over[run] != 0) continue;
    if (!office.goes_on(plan, run)) office.come_to_an_end(plan, run, world.week);
    if (book.runs.over[run] != 0) continue;
    for (Row figure = 0; figure < book.figures.rows(); ++figure) {
      if (book.figures.alive(figure) && book.figures.run[figure] == run) {
        office.staff(figure, std::get<ConnectorPart>(plan.parts[book.figures.part[figure]]));
      }
    }
    running.push_back({&plan, run});
    if (const double euro = office.wished(plan, run); euro > 0.0) {
      purses.ask(payer_of(world, plan, run), euro * payable(world, plan, run));
    }
  }
  for (const Running& one : running) {
    const bool costs = office.wished(*one.plan, one.run) > 0.0;
    const double part = costs ? purses.part(payer_of(world, *one.plan, one.run)) *
                                    payable(world, *one.plan, one.run)
                              : 1.0;
    if (part < world.parameters.money.least_part) {
      // Nobody pays: from next week on there is what was agreed for the end.
      book.runs.activity[one.run] = 0.0F;
      office.come_to_an_end(*one.plan, one.run, world.week + 1);
      continue;
    }
    office.spend(*one.plan, one.run, part, purses);
    office.live_on(*one.plan, one.run);
    move_places(world, *one.plan, one.run);
  }
  keep_up_places(world);
  keep_up_work(world);
}

}  // namespace buurt::care
