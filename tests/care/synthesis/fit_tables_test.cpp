// Keeps the tables of docs/synthesis.md equal to what the synthesis makes. With BUURT_WRITE_DOCS=1 in
// the environment the test writes them instead.

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "care/synthesis/fit_report.hpp"
#include "made_world.hpp"

using namespace buurt::care;

namespace {

std::string number(double x, int digits) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", digits,
                std::abs(x) < 0.5 * std::pow(10, -digits) ? 0.0 : x);
  return text;
}

std::string table_of(const World& world) {
  std::ostringstream text;
  text << "| id | what | target | result | difference | allowed | unit | source |\n"
       << "|---|---|---:|---:|---:|---:|---|---|\n";
  for (const FitRow& row : fit_report(world)) {
    text << "| " << row.id << " | " << row.indicator << " | " << number(row.target, 2) << " | "
         << number(row.result, 2) << " | " << number(row.difference, 2) << " | "
         << (row.fitted ? number(row.tolerance, 2) : "not fitted") << " | " << row.unit << " | "
         << row.source << " |\n";
  }
  return text.str();
}

// The text between the marks of a table.
std::pair<std::size_t, std::size_t> place_of(const std::string& page, const std::string& name) {
  const std::string mark = "<!-- fit of " + name + " -->\n";
  const std::size_t begin = page.find(mark);
  REQUIRE(begin != std::string::npos);
  const std::size_t end = page.find("<!-- end -->", begin);
  REQUIRE(end != std::string::npos);
  return {begin + mark.size(), end};
}

}  // namespace

TEST_CASE("the fit tables in docs/synthesis.md are those of the shipped municipalities") {
  const std::string file = std::string(BUURT_SOURCE_DIRECTORY) + "/docs/synthesis.md";
  std::stringstream read;
  read << std::ifstream(file).rdbuf();
  std::string page = read.str();
  for (const char* name : {"herzele", "bruges"}) {
    const std::string table = table_of(buurt::test::made(name).world);
    const auto [begin, end] = place_of(page, name);
    if (std::getenv("BUURT_WRITE_DOCS") != nullptr) {
      page.replace(begin, end - begin, table);
    } else {
      CHECK(page.substr(begin, end - begin) == table);
    }
  }
  if (std::getenv("BUURT_WRITE_DOCS") != nullptr) std::ofstream(file) << page;
}
