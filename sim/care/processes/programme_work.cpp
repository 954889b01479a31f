#include "care/processes/programme_work.hpp"

#include <algorithm>

#include "care/processes/programme_desks.hpp"
#include "care/world/service_rules.hpp"
#include "care/world/work_rules.hpp"
#include "engine/math.hpp"

namespace buurt::care {
namespace {

const PartPlan& part_of(const World& world, Row work) {
  const Works& works = world.programme_book.works;
  return plan_of_run(world, works.run[work])->parts[works.part[work]];
}

double weeks_of_preparation(const PartPlan& part) {
  return std::visit(
      [](const auto& one) {
        if constexpr (requires { one.preparation_weeks; }) {
          return one.preparation_weeks;
        } else {
          return 0.0;
        }
      },
      part);
}

/// \return whether the network is still worth following
bool grow(World& world, Row work, const NetworkPart& network) {
  const ProgrammeParameters& p = world.parameters.programmes;
  ProgrammeBook& book = world.programme_book;
  double strength =
      engine::pow(0.5, 1.0 / p.network_half_life) * static_cast<double>(book.works.level[work]);
  if (book.under_way(work, world.week)) {
    const double meetings = network.meetings_year / weeks_per_year * attended(network);
    const double sooner =
        (1.0 + p.pulling_grows * network.pulling) * (1.0 + p.position_grows * network.position);
    // Where one pulls others get less of a part; those who distrust the city come as ties grow.
    const double members = network.members * (1.0 - p.pulling_limits * network.pulling) *
                           (1.0 - network.distrust * (1.0 - std::min(strength, 1.0)));
    strength += (1.0 - engine::exp(-p.network_growth * meetings * sooner)) *
                std::max(0.0, members - strength);
  }
  book.works.level[work] = static_cast<float>(std::clamp(strength, 0.0, 1.0));
  return book.works.ended[work] == 0 || strength >= p.network_least;
}

}  // namespace

void begin_work(World& world, const ProgrammePlan& plan, Row run, std::size_t number) {
  if (const auto* scheme = std::get_if<VolunteerSchemePart>(&plan.parts[number])) {
    open_desks(world, plan, run, number, *scheme);
    return;
  }
  ProgrammeBook& book = world.programme_book;
  const Row work = book.works.add(book.runs.identity[run].caused(number, 0));
  book.works.run[work] = run;
  book.works.part[work] = static_cast<std::uint8_t>(number);
  book.works.from[work] =
      world.week + static_cast<std::uint32_t>(weeks_of_preparation(plan.parts[number]));
  book.works.scheme[work] = no_row;
}

void end_work(World& world, Row run) {
  ProgrammeBook& book = world.programme_book;
  const double chance =
      world.parameters.programmes.survival * static_cast<double>(book.runs.ownership[run]);
  for (Row work = 0; work < book.works.rows(); ++work) {
    if (!book.works.alive(work) || book.works.run[work] != run) continue;
    const PartPlan& part = part_of(world, work);
    const bool lives_on = world.stream(Decision::place_lives_on)
                              .at(book.works.identity[work], world.week)
                              .happens(chance);
    if (std::holds_alternative<VolunteerSchemePart>(part)) {
      end_desk(world, work, lives_on);
    } else if (std::holds_alternative<NetworkPart>(part)) {
      book.works.ended[work] = 1;
    } else if (std::holds_alternative<ActivityPart>(part) && lives_on) {
      book.works.lives_on[work] = 1;
    } else {
      // Hours of staff are taken back this week, whatever was known of them before.
      if (std::holds_alternative<ServicesPart>(part)) {
        world.local.extra_minutes.resize(world.care.organisations.rows());
      }
      book.remove_work(work);
    }
  }
}

void keep_up_work(World& world) {
  ProgrammeBook& book = world.programme_book;
  const bool changed = !world.local.by_neighbourhood.empty() || !world.local.extra_minutes.empty();
  if (book.works.size() == 0 && book.figures.size() == 0 && !changed) return;
  for (Row work = 0; work < book.works.rows(); ++work) {
    if (!book.works.alive(work)) continue;
    if (book.works.lives_on[work] != 0 && book.works.scheme[work] == no_row) {
      const auto own = static_cast<double>(book.runs.ownership[book.works.run[work]]);
      if (world.stream(Decision::place_lives_on)
              .at(book.works.identity[work], world.week, 1)
              .happens((1.0 - own) / weeks_per_year)) {
        book.remove_work(work);
        continue;
      }
    }
    const auto* network = std::get_if<NetworkPart>(&part_of(world, work));
    if (network != nullptr && !grow(world, work, *network)) book.remove_work(work);
  }
  const bool added = !world.local.extra_minutes.empty();
  if (work_out_local_changes(world) || added) staff_organisations(world);
}

}  // namespace buurt::care
