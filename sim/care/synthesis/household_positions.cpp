#include "care/synthesis/household_positions.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "care/synthesis/fitting.hpp"
#include "care/world/curve.hpp"

namespace buurt::care {
namespace {

// Shares of lone-parent households by one, two, three and four children (assumed).
constexpr std::array<double, 4> lone_parent_children = {0.58, 0.31, 0.09, 0.02};
// Shares of multi-family households by one, two and three children (assumed).
constexpr std::array<double, 3> multi_family_children = {0.4, 0.4, 0.2};
// Of households of six and more: six, seven, eight (assumed).
constexpr std::array<double, 3> largest_households = {0.72, 0.2, 0.08};
// Of lone parents: women (assumed).
constexpr double lone_mothers = 0.8;

std::uint32_t rounded(double x) {
  return static_cast<std::uint32_t>(std::lround(std::max(0.0, x)));
}

std::uint32_t sum_of(std::span<const std::uint32_t> counts) {
  return std::accumulate(counts.begin(), counts.end(), 0U);
}

// Weights from which fitting starts, by age in years; their shapes are assumed, and fitting scales
// them to the margins. Women stand in couples as men do who are two years and a bit older.
double weight_of(Position position, Sex sex, double age) {
  if (age < 18) return position == Position::child ? 1 : 0;
  const bool woman = sex == Sex::woman;
  const double like_man = woman ? age + 2.3 : age;
  const double at_home = along({{18, .97},
                                {20, .86},
                                {22, .70},
                                {24, .50},
                                {26, .33},
                                {28, .21},
                                {30, .13},
                                {35, .06},
                                {45, .035},
                                {55, .02},
                                {65, .006},
                                {72, 0}},
                               age) *
                         (woman && age > 19 ? 0.8 : 1.0);
  double in_couple = along({{18, .004},
                            {20, .03},
                            {23, .18},
                            {26, .42},
                            {30, .64},
                            {35, .74},
                            {45, .74},
                            {60, .76},
                            {72, .78},
                            {80, .70},
                            {86, .55},
                            {92, .32},
                            {100, .12}},
                           like_man);
  if (woman) {
    in_couple *=
        along({{58, 1}, {65, .95}, {72, .84}, {78, .68}, {84, .45}, {90, .24}, {98, .1}}, age);
  }
  const double with_children = along({{20, .3},
                                      {25, .38},
                                      {30, .6},
                                      {34, .8},
                                      {40, .9},
                                      {46, .88},
                                      {52, .72},
                                      {57, .47},
                                      {62, .25},
                                      {67, .11},
                                      {74, .05},
                                      {85, .03}},
                                     like_man - 2.3);
  const double lone = woman ? along({{18, .004},
                                     {22, .02},
                                     {27, .05},
                                     {33, .09},
                                     {40, .15},
                                     {46, .155},
                                     {52, .12},
                                     {58, .07},
                                     {66, .04},
                                     {80, .035},
                                     {95, .03}},
                                    age)
                            : along({{22, .002},
                                     {30, .012},
                                     {40, .045},
                                     {48, .055},
                                     {55, .045},
                                     {62, .022},
                                     {75, .012},
                                     {95, .012}},
                                    age);
  const double other =
      along({{18, .012}, {25, .03}, {35, .015}, {55, .012}, {70, .02}, {80, .03}, {95, .05}}, age);
  switch (position) {
    case Position::child: return at_home;
    case Position::couple_with_child: return (1 - at_home) * in_couple * with_children;
    case Position::couple_without_child: return (1 - at_home) * in_couple * (1 - with_children);
    case Position::lone_parent: return (1 - at_home) * lone;
    case Position::other: return other;
    case Position::single: return std::max(0.02, (1 - at_home) * (1 - in_couple) - lone - other);
    case Position::collective: return 0;
  }
  return 0;
}

// Takes what rounding left: moves residents between positions until the columns are exact.
void settle(const WeightTable& fitted, std::span<const std::uint32_t> wanted,
            std::vector<std::uint32_t>& counts) {
  std::vector<std::int64_t> excess(fitted.columns);
  for (std::size_t column = 0; column < fitted.columns; ++column) {
    excess[column] = -std::int64_t{wanted[column]};
    for (std::size_t row = 0; row < fitted.rows; ++row) {
      excess[column] += counts[row * fitted.columns + column];
    }
  }
  for (;;) {
    const auto most =
        static_cast<std::size_t>(std::max_element(excess.begin(), excess.end()) - excess.begin());
    const auto least =
        static_cast<std::size_t>(std::min_element(excess.begin(), excess.end()) - excess.begin());
    if (excess[most] <= 0 || excess[least] >= 0) return;
    std::size_t best = fitted.rows;
    double best_gain = 0;
    for (std::size_t row = 0; row < fitted.rows; ++row) {
      const std::size_t from = row * fitted.columns + most;
      const std::size_t to = row * fitted.columns + least;
      if (counts[from] == 0 || !(fitted.values[to] > 0)) continue;
      const double gain = counts[from] - fitted.values[from] + fitted.values[to] - counts[to];
      if (best == fitted.rows || gain > best_gain) {
        best = row;
        best_gain = gain;
      }
    }
    if (best == fitted.rows) return;
    --counts[best * fitted.columns + most];
    ++counts[best * fitted.columns + least];
    --excess[most];
    ++excess[least];
  }
}

}  // namespace

std::uint32_t HouseholdCounts::all_families() const {
  return sum_of(families) + sum_of(families_and_other);
}

std::uint32_t HouseholdCounts::all_lone_parents() const { return sum_of(lone_parents); }

std::uint32_t HouseholdCounts::children() const {
  std::uint32_t count = 0;
  for (std::uint32_t n = 1; n <= most_children; ++n) {
    count += n * (families[n] + families_and_other[n] + lone_parents[n]);
  }
  return count;
}

std::uint32_t HouseholdCounts::others() const {
  return 2 * without_family + sum_of(families_and_other);
}

std::uint32_t HouseholdCounts::persons() const {
  return single + 2 * couples + 2 * all_families() + all_lone_parents() + children() + others();
}

HouseholdCounts count_households(const Municipality& m, std::uint32_t persons) {
  double mean_size = m.one_person_share;
  const double largest_mean =
      6 * largest_households[0] + 7 * largest_households[1] + 8 * largest_households[2];
  for (std::size_t i = 0; i < m.larger_sizes.size(); ++i) {
    const double size = i + 1 == m.larger_sizes.size() ? largest_mean : static_cast<double>(i + 2);
    mean_size += (1 - m.one_person_share) * m.larger_sizes[i] * size;
  }
  const double households = persons / mean_size;
  const auto of_size = [&](std::size_t size) {
    if (size < 6) return households * (1 - m.one_person_share) * m.larger_sizes[size - 2];
    return households * (1 - m.one_person_share) * m.larger_sizes[4] * largest_households[size - 6];
  };
  HouseholdCounts counts;
  counts.single = rounded(households * m.one_person_share);
  counts.without_family = rounded(households * m.without_family_share);
  const double lone = households * m.lone_parent_share;
  for (std::size_t n = 1; n <= lone_parent_children.size(); ++n) {
    counts.lone_parents[n] = rounded(lone * lone_parent_children[n - 1]);
  }
  const double multi = households * m.multi_family_share;
  for (std::size_t n = 1; n <= multi_family_children.size(); ++n) {
    counts.families_and_other[n] = rounded(multi * multi_family_children[n - 1]);
  }
  counts.couples = rounded(of_size(2) - counts.without_family - counts.lone_parents[1]);
  for (std::size_t n = 1; n <= HouseholdCounts::most_children; ++n) {
    const double lone_of_size =
        n + 1 <= lone_parent_children.size() ? counts.lone_parents[n + 1] : 0;
    const double multi_of_size = n >= 2 ? counts.families_and_other[n - 1] : 0;
    counts.families[n] = rounded(of_size(n + 2) - lone_of_size - multi_of_size);
  }
  // Rounding leaves a few persons over or short: households of one make it up.
  while (counts.persons() < persons) ++counts.single;
  while (counts.persons() > persons && counts.single > 0) --counts.single;
  return counts;
}

AgeCounts count_nursing_home(const Municipality& m, const AgeCounts& ages) {
  AgeCounts counts;
  for (auto& column : counts) column.assign(oldest_age + 1, 0);
  const auto persons = [&](std::size_t sex, int from, int to) {
    double sum = 0;
    for (int age = from; age <= to; ++age) sum += ages[sex][static_cast<std::size_t>(age)];
    return sum;
  };
  const auto spread = [&](std::initializer_list<std::size_t> sexes, int from, int to, double total,
                          double yearly_rise) {
    std::vector<double> weights;
    for (const std::size_t sex : sexes) {
      double rise = 1;
      for (int age = from; age <= to; ++age, rise *= yearly_rise) {
        weights.push_back(ages[sex][static_cast<std::size_t>(age)] * rise);
      }
    }
    const auto given = largest_remainder(weights, rounded(total));
    std::size_t at = 0;
    for (const std::size_t sex : sexes) {
      for (int age = from; age <= to; ++age, ++at) {
        const auto a = static_cast<std::size_t>(age);
        counts[sex][a] = std::min(given[at], ages[sex][a]);
      }
    }
  };
  // Care in a home rises steeply with age below 85 and more slowly above (assumed).
  constexpr double rise_below_85 = 1.13;
  constexpr double rise_above_85 = 1.06;
  const double men = m.nursing_home_men_85_plus * persons(0, 85, oldest_age);
  const double women = m.nursing_home_women_85_plus * persons(1, 85, oldest_age);
  const double all =
      m.nursing_home_65_plus * (persons(0, 65, oldest_age) + persons(1, 65, oldest_age));
  spread({0}, 85, oldest_age, men, rise_above_85);
  spread({1}, 85, oldest_age, women, rise_above_85);
  spread({0, 1}, 65, 84, all - men - women, rise_below_85);
  return counts;
}

void give_positions(const World& world, const AgeCounts& ages, const AgeCounts& nursing_home,
                    const HouseholdCounts& households, std::vector<Resident>& residents) {
  // One table for both sexes: rows are ages of men, then of women. Columns that both sexes share
  // come first; couples and lone parents have a column for each sex.
  enum Column : std::size_t { single, child, other, couple, family, lone, columns = 9 };
  const auto column_of = [](Column column, std::size_t sex) {
    return column < couple ? static_cast<std::size_t>(column)
                           : static_cast<std::size_t>(column) + 3 * sex;
  };
  constexpr std::array<Position, 6> position_of = {Position::single,
                                                   Position::child,
                                                   Position::other,
                                                   Position::couple_without_child,
                                                   Position::couple_with_child,
                                                   Position::lone_parent};
  const std::size_t years = oldest_age + 1;
  WeightTable table(2 * years, columns);
  std::vector<double> row_totals(2 * years);
  std::vector<std::uint32_t> row_counts(2 * years);
  for (std::size_t sex = 0; sex < 2; ++sex) {
    for (std::size_t age = 0; age < years; ++age) {
      const std::size_t row = sex * years + age;
      row_counts[row] = ages[sex][age] - nursing_home[sex][age];
      row_totals[row] = row_counts[row];
      for (std::size_t c = 0; c < position_of.size(); ++c) {
        table.at(row, column_of(static_cast<Column>(c), sex)) =
            row_counts[row] *
            weight_of(position_of[c], static_cast<Sex>(sex), static_cast<double>(age) + 0.5);
      }
    }
  }
  const std::uint32_t lone_women = rounded(households.all_lone_parents() * lone_mothers);
  const std::uint32_t lone_men = households.all_lone_parents() - lone_women;
  const std::array<std::uint32_t, columns> totals = {
      households.single,  households.children(),     households.others(),
      households.couples, households.all_families(), lone_men,
      households.couples, households.all_families(), lone_women};
  const std::vector<double> column_totals(totals.begin(), totals.end());
  fit_to_margins(table, row_totals, column_totals);
  std::vector<std::uint32_t> counts = rounded_by_row(table, row_counts);
  settle(table, totals, counts);

  const engine::Stream draws = world.stream(Decision::synthesis_household);
  std::size_t first = 0;
  std::vector<std::pair<std::uint32_t, std::size_t>> order;
  for (std::size_t row = 0; row < 2 * years; ++row) {
    const std::size_t sex = row / years;
    const std::size_t age = row % years;
    order.clear();
    for (std::size_t i = first; i < first + ages[sex][age]; ++i) {
      order.emplace_back(draws.at(residents[i].identity, 0).words[0], i);
    }
    std::sort(order.begin(), order.end());
    std::size_t at = 0;
    for (std::uint32_t k = 0; k < nursing_home[sex][age]; ++k) {
      residents[order[at++].second].position = Position::collective;
    }
    for (std::size_t c = 0; c < position_of.size(); ++c) {
      const std::uint32_t count = counts[row * columns + column_of(static_cast<Column>(c), sex)];
      for (std::uint32_t k = 0; k < count; ++k) {
        residents[order[at++].second].position = position_of[c];
      }
    }
    first += ages[sex][age];
  }
}

}  // namespace buurt::care
