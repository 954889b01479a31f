#include "care/synthesis/ages.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "care/world/mortality.hpp"
#include "made_world.hpp"

using namespace buurt;
using namespace buurt::care;

namespace {

std::size_t sex_at(Sex sex) { return static_cast<std::size_t>(sex); }

/// Persons by sex and year of age as they are so many years later, of whom nobody moves and nobody is born.
std::array<std::vector<double>, 2> lived(const Municipality& municipality, int years,
                                         double death_rate_factor) {
  const AgeCounts counts = count_by_age(municipality);
  std::array<std::vector<double>, 2> persons;
  for (const Sex sex : {Sex::man, Sex::woman}) {
    std::vector<double>& of_sex = persons[sex_at(sex)];
    of_sex.assign(counts[sex_at(sex)].begin(), counts[sex_at(sex)].end());
    for (int year = 0; year < years; ++year) {
      for (std::size_t age = of_sex.size(); age-- > 1;) {
        of_sex[age] =
            of_sex[age - 1] * std::exp(-death_rate_factor *
                                       death_rate_of(municipality, sex, static_cast<int>(age) - 1));
      }
      of_sex[0] = 0;
    }
  }
  return persons;
}

double between(const std::vector<double>& of_sex, int from, int to) {
  return std::accumulate(of_sex.begin() + from, of_sex.begin() + to, 0.0);
}

}  // namespace

TEST_CASE("cohorts taken back four years come to the published ages when they have lived them") {
  constexpr double factor = 0.9;
  constexpr int years = 4;
  for (const std::string name : {"herzele", "bruges"}) {
    const Municipality now = test::shipped_municipality(name);
    const AgeCounts published = count_by_age(now);
    const auto later = lived(years_before(now, years, factor), years, factor);
    for (const Sex sex : {Sex::man, Sex::woman}) {
      const std::vector<double> of_file(published[sex_at(sex)].begin(),
                                        published[sex_at(sex)].end());
      const double scale =
          between(later[sex_at(sex)], years, oldest_age) / between(of_file, years, oldest_age);
      for (int age = 5; age < 95; age += 10) {
        INFO(name << ", " << age << " to " << age + 9 << " years");
        CHECK(between(later[sex_at(sex)], age, age + 10) ==
              Approx(scale * between(of_file, age, age + 10)).epsilon(0.02));
      }
    }
  }
}

TEST_CASE("a municipality some years before has as many inhabitants, and fewer of them are old") {
  for (const std::string name : {"herzele", "bruges"}) {
    const Municipality now = test::shipped_municipality(name);
    const Municipality before = years_before(now, 4, 1.0);
    const auto all = [](const Municipality& m) {
      return std::accumulate(m.men.begin(), m.men.end(), 0.0) +
             std::accumulate(m.women.begin(), m.women.end(), 0.0);
    };
    CHECK(all(before) == Approx(all(now)));
    const auto of_65 = [](const Municipality& m) {
      double persons = 0;
      for (std::size_t band = 0; band < m.age_from.size(); ++band) {
        if (m.age_from[band] >= 65) persons += m.men[band] + m.women[band];
      }
      return persons;
    };
    CHECK(of_65(before) < of_65(now));
  }
}

TEST_CASE("no years before is now") {
  const Municipality now = test::shipped_municipality("herzele");
  const Municipality same = years_before(now, 0, 1.0);
  for (std::size_t band = 0; band < now.men.size(); ++band) {
    CHECK(same.men[band] == Approx(now.men[band]));
    CHECK(same.women[band] == Approx(now.women[band]));
  }
}
