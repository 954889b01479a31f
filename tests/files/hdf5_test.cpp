#include "files/hdf5.hpp"

#include <catch2/catch.hpp>

#include <stdexcept>

#include "file_bytes.hpp"

using namespace buurt;
using namespace buurt::files;
using namespace buurt::test;
using hdf5::Storage;

TEST_CASE("numbers, texts and attributes come back from a file", "[files]") {
  const TemporaryFolder folder;
  const std::vector<double> numbers{1.5, -2.5, 1e300, 0.0, -0.0, 7.0};
  const std::vector<std::string> texts{"één", "", "a longer text with \"quotes\""};
  {
    hdf5::File file = hdf5::File::create(folder.path() / "f.h5");
    hdf5::Group root = file.root();
    root.set_text("title", "Herzele — één");
    root.set_text("large", std::string(200'000, 'x'));
    root.set_value("seed", std::uint64_t{0xffffffffffffffffULL});
    root.create<double>("plain", {2, 3}, Storage::in_place).write<double>(numbers);
    root.create<double>("group/small", {2, 3}, Storage::compressed).write<double>(numbers);
    root.create_texts("texts", texts);
  }
  const hdf5::File file = hdf5::File::open_to_read(folder.path() / "f.h5");
  const hdf5::Group root = file.root();
  CHECK(root.text("title") == "Herzele — één");
  CHECK(root.text("large").size() == 200'000);
  CHECK(root.value<std::uint64_t>("seed") == 0xffffffffffffffffULL);
  CHECK(root.dataset("plain").read<double>() == numbers);
  CHECK(root.dataset("plain").shape() == hdf5::Shape{2, 3});
  CHECK(root.dataset("plain").holds<double>());
  CHECK_FALSE(root.dataset("plain").holds<float>());
  CHECK(root.dataset("group/small").read<double>() == numbers);
  CHECK(root.dataset("texts").read_texts() == texts);
  CHECK(root.names() == std::vector<std::string>{"plain", "group", "texts"});
  CHECK(root.is_array("plain"));
  CHECK_FALSE(root.is_array("group"));
  CHECK(root.has("group/small"));
  CHECK_FALSE(root.has("none/small"));
}

TEST_CASE("an attribute can be changed where it stands", "[files]") {
  const TemporaryFolder folder;
  {
    hdf5::File file = hdf5::File::create(folder.path() / "f.h5");
    file.root().set_value("finished", 1);
  }
  const auto before = std::filesystem::file_size(folder.path() / "f.h5");
  {
    hdf5::File file = hdf5::File::open_to_change(folder.path() / "f.h5");
    file.root().set_value("finished", 2);
    file.close();
  }
  CHECK(std::filesystem::file_size(folder.path() / "f.h5") == before);
  CHECK(hdf5::File::open_to_read(folder.path() / "f.h5").root().value<int>("finished") == 2);
}

TEST_CASE("a part of an array can be written and read", "[files]") {
  const TemporaryFolder folder;
  hdf5::File file = hdf5::File::create(folder.path() / "f.h5");
  hdf5::Group root = file.root();
  hdf5::Dataset array = root.create<int>("a", {3, 4}, Storage::compressed, -1);
  const std::vector<int> two{5, 6};
  array.write_part<int>({1, 2}, {1, 2}, two);
  CHECK(array.read<int>() == std::vector<int>{-1, -1, -1, -1, -1, -1, 5, 6, -1, -1, -1, -1});
  std::vector<int> column(3);
  array.read_part<int>({0, 3}, {3, 1}, column);
  CHECK(column == std::vector<int>{-1, 6, -1});
  CHECK_THROWS_AS(array.write_part<int>({2, 3}, {1, 2}, two), hdf5::Error);
  CHECK_THROWS_AS(array.write_part<int>({0, 0}, {1, 3}, two), std::logic_error);
}

TEST_CASE("what the library refuses is a sentence with file, place and reason", "[files]") {
  const TemporaryFolder folder;
  const std::string missing = message_of<hdf5::Error>(
      [&] { static_cast<void>(hdf5::File::open_to_read(folder.path() / "none.h5")); });
  CHECK(holds(missing, (folder.path() / "none.h5").string() + ": could not be opened (HDF5: "));

  hdf5::File file = hdf5::File::create(folder.path() / "f.h5");
  hdf5::Group root = file.root();
  root.set_value("number", 1);
  root.set_text("text", "one");
  const std::string no_array =
      message_of<hdf5::Error>([&] { static_cast<void>(root.dataset("people")); });
  CHECK(holds(no_array,
              (folder.path() / "f.h5").string() + ": people: is missing or cannot be read"));
  CHECK(holds(message_of<hdf5::Error>([&] { static_cast<void>(root.text("number")); }),
              "number: is not a text"));
  CHECK(holds(message_of<hdf5::Error>([&] { static_cast<void>(root.value<int>("text")); }),
              "text: is not a number"));
  CHECK(holds(message_of<hdf5::Error>([&] { static_cast<void>(root.text("none")); }),
              "none: is missing"));
}

TEST_CASE("an array is not believed to be larger than its bytes allow", "[files]") {
  const TemporaryFolder folder;
  hdf5::File file = hdf5::File::create(folder.path() / "f.h5");
  hdf5::Group root = file.root();
  // Chunks that were never written take no bytes, so this claim costs nothing.
  const hdf5::Dataset huge = root.create<double>("huge", {hsize_t{1} << 50U}, Storage::compressed);
  CHECK(holds(message_of<hdf5::Error>([&] { static_cast<void>(huge.read<double>()); }),
              "claims to be larger than it is"));
}
