#include "files/labelled_file.hpp"

#include <catch2/catch.hpp>
#include <fstream>

#include "engine/error.hpp"
#include "files/data_folder.hpp"

using namespace buurt;
using files::LabelledContent;
using files::LabelledReader;

namespace {

LabelledContent sample() {
  LabelledContent content;
  content.texts = {{"title", "a title"}, {"description", ""}};
  content.numbers = {{"complete", 1.0}};
  content.dimensions = {{"kind", 2, {"first", "second"}, "kinds"}, {"point", 3, {}, "points"}};
  content.arrays = {
      {"height", {"point", "kind"}, std::vector<double>{1, 2, 3, 4, 5, 0.1}, "height", "m"},
      {"mark", {"point"}, std::vector<std::int32_t>{1, 0, 1}, "mark", ""},
      {"name", {"kind"}, std::vector<std::string>{"één", "two"}, "name", ""}};
  return content;
}

}  // namespace

TEST_CASE("arrays with named dimensions come back as they were written") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "a.h5";
  write_labelled_file(path, files::sweep_kind(), sample());
  const LabelledReader reader(path, files::sweep_kind());
  CHECK(reader.text("title") == "a title");
  CHECK(reader.text("description").empty());
  CHECK(reader.number("complete") == 1.0);
  CHECK(reader.numbers("height") == std::vector<double>{1, 2, 3, 4, 5, 0.1});
  CHECK(reader.whole_numbers("mark") == std::vector<std::int32_t>{1, 0, 1});
  CHECK(reader.whole_numbers("point") == std::vector<std::int32_t>{0, 1, 2});
  CHECK(reader.texts("name") == std::vector<std::string>{"één", "two"});
  CHECK(reader.texts("kind") == std::vector<std::string>{"first", "second"});
  CHECK(reader.has("mark"));
  CHECK_FALSE(reader.has("marks"));
  CHECK_THROWS_AS(reader.numbers("depth"), engine::UserError);
}

TEST_CASE("a file of another kind, or with a changed byte, is refused by name") {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "a.h5";
  write_labelled_file(path, files::sweep_kind(), sample());
  CHECK_THROWS_WITH(LabelledReader(path, files::calibration_kind()),
                    Catch::Contains("is a sweep of buurt, not a calibration of buurt"));
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(600);
  file.put('\x7f');
  file.close();
  CHECK_THROWS_WITH(LabelledReader(path, files::sweep_kind()), Catch::Contains("is damaged"));
}

TEST_CASE("an array that does not fit its dimensions is our own mistake, and nothing is written") {
  const test::TemporaryFolder folder;
  LabelledContent content = sample();
  content.arrays[1].dimensions = {"kind"};
  CHECK_THROWS_AS(write_labelled_file(folder.path() / "a.h5", files::sweep_kind(), content),
                  std::logic_error);
  CHECK(std::filesystem::is_empty(folder.path()));
}
