// Patterns 2, 4, 5, 6, 11 and 14: what programmes do by themselves, without any effect being wired in.

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include "care/outcomes.hpp"
#include "care/processes/programme_town.hpp"

using namespace buurt;
using care::World;
using engine::Row;
using nlohmann::json;

namespace {

constexpr int replicates = 5;

/// Lives through so many weeks with programmes, and gives what is measured of each replicate's end.
template <class Measure>
std::vector<double> lived(const json& programmes, int weeks, const Measure& measure,
                          double survival = 0.7, int how_often = replicates) {
  std::vector<double> values;
  for (int replicate = 0; replicate < how_often; ++replicate) {
    experiment::ModelInput input = test::small_input(26, weeks, 2500);
    input.parameters.programmes.survival = survival;
    input.programmes = test::plans(programmes);
    experiment::Simulation simulation(input, replicate);
    while (!simulation.done()) simulation.live();
    values.push_back(measure(simulation.world()));
  }
  return values;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// How much higher one is than the other, in standard errors of the paired difference.
double higher(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> difference;
  for (std::size_t k = 0; k < a.size(); ++k) difference.push_back(a[k] - b[k]);
  const auto pairs = static_cast<double>(difference.size());
  double variance = 0.0;
  for (const double d : difference) {
    variance += (d - mean(difference)) * (d - mean(difference)) / (pairs - 1);
  }
  return mean(difference) / std::sqrt(variance / pairs + 1e-12);
}

// With five replicates and four degrees of freedom, 4.6 standard errors are passed by chance once in
// two hundred times, for one side.
constexpr double clearly = 4.6;

json programme(json parts, json common = json::object()) {
  json one = {{"name", "it"}, {"payer", "town"}, {"parts", std::move(parts)}};
  one.update(common);
  return json::array({one});
}

json part(const char* kind, json values) {
  values["kind"] = kind;
  return values;
}

/// Row of the desk that the programme opened.
Row desk_of(const World& world) {
  const care::Works& works = world.programme_book.works;
  for (Row work = 0; work < works.rows(); ++work) {
    if (works.alive(work) && works.scheme[work] != engine::no_row) return works.scheme[work];
  }
  return engine::no_row;
}

double offers_at(const World& world) {
  const Row desk = desk_of(world);
  return desk == engine::no_row ? 0.0
                                : static_cast<double>(world.volunteers.schemes.volunteers[desk] +
                                                      world.volunteers.schemes.candidates[desk]);
}

/// Volunteers of the desk who have somebody to help.
double busy_at(const World& world) {
  const Row desk = desk_of(world);
  const care::Volunteers& all = world.volunteers.volunteers;
  double busy = 0.0;
  for (Row row = 0; row < all.rows(); ++row) {
    busy += all.alive(row) && all.scheme[row] == desk && world.volunteers.active(row) &&
                    all.idle_since[row] == care::not_idle
                ? 1.0
                : 0.0;
  }
  return busy;
}

}  // namespace

TEST_CASE(
    "a desk dropped from above has many offers and hardly a request, and requests come once "
    "people hear of it",
    "[patterns][programmes]") {
  const json scheme = part("volunteer_scheme", {{"known", 0.02},
                                                {"wanted", 40},
                                                {"calls", 40},
                                                {"coordinator_hours", 10},
                                                {"preparation_weeks", 0}});
  const json told =
      part("communication",
           {{"messages_year", 26}, {"supply", 1}, {"asking", 1}, {"preparation_weeks", 0}});
  constexpr int weeks = 78;
  const json dropped = programme(json::array({scheme}));
  const json heard_of = programme(json::array({scheme, told}));
  const auto offers = lived(dropped, weeks, offers_at);
  const auto busy = lived(dropped, weeks, busy_at);
  CHECK(mean(offers) > 10.0);
  CHECK(mean(busy) < 0.2 * mean(offers));
  CHECK(mean(lived(heard_of, weeks, busy_at)) > 2.0 * mean(busy));
}

TEST_CASE("with the paid motor gone the volunteers of a desk become fewer",
          "[patterns][programmes]") {
  const json scheme = part("volunteer_scheme", {{"known", 0.3},
                                                {"wanted", 40},
                                                {"calls", 40},
                                                {"coordinator_hours", 15},
                                                {"thanks_every", 13},
                                                {"preparation_weeks", 0}});
  const auto with =
      lived(programme(json::array({scheme}), {{"ownership", 1}}), 130, offers_at, 1.0);
  const auto without = lived(programme(json::array({scheme}), {{"ownership", 1}, {"to_week", 60}}),
                             130, offers_at, 1.0);
  CHECK(mean(with) > 8.0);
  CHECK(mean(without) < 0.7 * mean(with));
  CHECK(higher(with, without) > clearly);
}

TEST_CASE(
    "an activity that residents own outlives its grant, one that is organised for them does "
    "not",
    "[patterns][programmes]") {
  const auto activity = [](double residents_share) {
    return programme(
        json::array({part("activity", {{"times_year", 26}, {"residents_share", residents_share}})}),
        {{"ownership", residents_share}, {"to_week", 104}});
  };
  const auto goes_on = [](const World& world) {
    return static_cast<double>(world.programme_book.works.size());
  };
  CHECK(mean(lived(activity(1.0), 110, goes_on, 1.0)) == 1.0);
  CHECK(mean(lived(activity(0.0), 110, goes_on, 1.0)) == 0.0);
}

TEST_CASE(
    "a poster reaches the well-connected, an invitation at the door those with fewer ties too",
    "[patterns][programmes]") {
  const auto meal = [](double personal) {
    return programme(json::array({part("activity", {{"times_year", 52},
                                                    {"capacity", 40},
                                                    {"preparation_weeks", 0},
                                                    {"same_people", 1},
                                                    {"personal", personal}})}));
  };
  // Ties of guests before they could make any there: acquaintances of the last weeks weigh little.
  const auto ties = [](const World& world) {
    const care::Regulars& regulars = world.programme_book.regulars;
    double sum = 0.0;
    double all = 0.0;
    for (Row row = 0; row < regulars.rows(); ++row) {
      if (!regulars.alive(row)) continue;
      all += 1.0;
      sum += static_cast<double>(world.people.ties_monthly[regulars.person[row]]);
    }
    return all > 0.0 ? sum / all : 0.0;
  };
  // Some forty guests differ much among themselves. With 24 pairs, 2.8 standard errors are passed by
  // chance once in two hundred times.
  constexpr int pairs = 24;
  const auto at_door = lived(meal(1.0), 5, ties, 0.7, pairs);
  const auto by_poster = lived(meal(0.0), 5, ties, 0.7, pairs);
  CHECK(higher(by_poster, at_door) > 2.8);
  CHECK(mean(at_door) + 0.5 < mean(by_poster));
}

TEST_CASE("who facilitates talks with more people and leaves more to residents than who organises",
          "[patterns][programmes]") {
  const auto connector = [](double organise) {
    return programme(json::array(
        {part("connector", {{"organise", organise}, {"weeks_to_fill", 0}, {"leaving_rate", 0}}),
         part("meeting_place", {{"residents_share", 1.0 - organise}})}));
  };
  const auto owned = [](const World& world) {
    return static_cast<double>(world.programme_book.runs.ownership[0]);
  };
  const auto talks = [](const World& world) {
    return static_cast<double>(world.programme_book.figures.conversations[0]);
  };
  CHECK(higher(lived(connector(0.1), 52, owned), lived(connector(0.9), 52, owned)) > clearly);
  CHECK(higher(lived(connector(0.1), 52, talks), lived(connector(0.9), 52, talks)) > clearly);
}

TEST_CASE("warm referral through strong ties arrives, cold referral across silos leaks",
          "[patterns][programmes]") {
  const auto completed = [](const json& programmes) {
    std::vector<double> shares;
    for (int replicate = 0; replicate < replicates; ++replicate) {
      experiment::ModelInput input = test::small_input(26, 78, 2500);
      input.programmes = test::plans(programmes);
      experiment::Simulation simulation(input, replicate);
      while (!simulation.done()) simulation.live();
      const auto sum = [&](std::string_view outcome) {
        const auto declarations = care::outcome_declarations();
        double all = 0.0;
        for (std::size_t o = 0; o < declarations.size(); ++o) {
          if (declarations[o].name != outcome) continue;
          for (std::size_t week = 26; week <= 78; ++week) {
            all += simulation.record().values[(o * 79 + week) * care::group_count];
          }
        }
        return all;
      };
      shares.push_back(sum("referrals_completed") / sum("referrals"));
    }
    return shares;
  };
  const auto with = [&](double warm, double members) {
    return completed(programme(
        json::array({part("finding", {{"visits_week", 0}, {"dispatch_hours", 20}, {"warm", warm}}),
                     part("network", {{"members", members}, {"meetings_year", 52}})})));
  };
  const std::vector<double> warm = with(1.0, 1.0);
  const std::vector<double> cold = with(0.0, 0.0);
  CHECK(mean(warm) > mean(cold) + 0.05);
  CHECK(higher(warm, cold) > clearly);
}
