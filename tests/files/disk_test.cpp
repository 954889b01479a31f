#include "files/disk.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>

#include "file_bytes.hpp"

using namespace buurt;
using namespace buurt::files;
using namespace buurt::test;
using engine::UserError;

TEST_CASE("sizes are said as people say them", "[files]") {
  CHECK(readable_bytes(0) == "0 bytes");
  CHECK(readable_bytes(999) == "999 bytes");
  CHECK(readable_bytes(1000) == "1.0 kB");
  CHECK(readable_bytes(132'700'000) == "132.7 MB");
  CHECK(readable_bytes(999'999'999) == "1.0 GB");
}

TEST_CASE("a file can only be written where there is a folder for it", "[files]") {
  const TemporaryFolder folder;
  CHECK_NOTHROW(check_target(folder.path() / "new.h5", Overwrite::refuse));

  const std::string missing = message_of<UserError>(
      [&] { check_target(folder.path() / "none" / "new.h5", Overwrite::refuse); });
  CHECK(holds(missing,
              "new.h5: the folder '" + (folder.path() / "none").string() + "' does not exist"));

  write_all(folder.path() / "file", "text");
  const std::string in_file = message_of<UserError>(
      [&] { check_target(folder.path() / "file" / "new.h5", Overwrite::refuse); });
  CHECK(holds(in_file, "is not a folder"));

  CHECK(holds(message_of<UserError>([&] { check_target(folder.path(), Overwrite::allow); }),
              "is a folder"));
  CHECK(holds(message_of<UserError>([&] { check_target("/dev/null", Overwrite::allow); }),
              "not an ordinary file"));
}

TEST_CASE("a file that exists is replaced only when that was said", "[files]") {
  const TemporaryFolder folder;
  write_all(folder.path() / "old.h5", "old");
  CHECK(holds(
      message_of<UserError>([&] { check_target(folder.path() / "old.h5", Overwrite::refuse); }),
      "old.h5: exists already; choose another name or add --overwrite"));
  CHECK_NOTHROW(check_target(folder.path() / "old.h5", Overwrite::allow));
}

TEST_CASE("what a call reads is never what it writes, by whatever name or link", "[files]") {
  const TemporaryFolder folder;
  const auto in = [&](const char* name) { return folder.path() / name; };
  write_all(in("own.json"), "{}");
  write_all(in("other.h5"), "old");
  std::filesystem::create_symlink(in("own.json"), in("link.h5"));
  std::filesystem::create_hard_link(in("own.json"), in("second.h5"));
  std::filesystem::create_directory(in("folder"));
  for (const char* name : {"own.json", "link.h5", "second.h5", "folder/../own.json"}) {
    INFO(name);
    CHECK(holds(message_of<UserError>([&] {
                  check_not_read(in(name), {"", in("own.json")});
                }),
                "is a file that this call reads, and results cannot replace it"));
  }
  CHECK_NOTHROW(check_not_read(in("other.h5"), {in("own.json"), in("none.json"), ""}));
  CHECK_NOTHROW(check_not_read(in("new.h5"), {in("own.json"), in("none.json")}));
  // A file that the call will make for itself and read again.
  CHECK_THROWS_AS(check_not_read(in("kept.h5"), {in("folder/../kept.h5")}), UserError);
}

TEST_CASE("a folder that takes no files is named", "[files]") {
  CHECK(holds(message_of<UserError>([] { open_to_write("/proc/new.h5", "/proc/new.h5"); }),
              "/proc/new.h5: the folder '/proc' cannot be written: "));
}

TEST_CASE("a symbolic link is followed, so that the link itself stays", "[files]") {
  const TemporaryFolder folder;
  write_all(folder.path() / "target.h5", "old");
  std::filesystem::create_symlink(folder.path() / "target.h5", folder.path() / "link.h5");
  CHECK(resolved_target(folder.path() / "link.h5") ==
        std::filesystem::weakly_canonical(folder.path() / "target.h5"));
  CHECK(resolved_target(folder.path() / "target.h5") == folder.path() / "target.h5");
}

TEST_CASE("one writer at a time holds a file, and readers are not hindered", "[files]") {
  const TemporaryFolder folder;
  const Descriptor first = open_to_write(folder.path() / "file", folder.path() / "file");
  CHECK(try_lock(first));
  Descriptor second = open_to_write(folder.path() / "file", folder.path() / "file");
  CHECK_FALSE(try_lock(second));
  second.close();
  CHECK(read_all(folder.path() / "file").empty());
  const Descriptor third = open_to_write(folder.path() / "file", folder.path() / "file");
  CHECK_FALSE(try_lock(third));
}

TEST_CASE("a replaced file holds the new content and the new name is gone", "[files]") {
  const TemporaryFolder folder;
  write_all(folder.path() / "old", "old");
  write_all(folder.path() / "new", "new");
  replace_file(folder.path() / "new", folder.path() / "old");
  CHECK(read_all(folder.path() / "old") == "new");
  CHECK_FALSE(std::filesystem::exists(folder.path() / "new"));
}

TEST_CASE("room that a disk cannot have is refused before anything is written", "[files]") {
  const TemporaryFolder folder;
  write_all(folder.path() / "file", "text");
  const std::string message = message_of<engine::RunError>(
      [&] { reserve_room(folder.path() / "file", std::uint64_t{1} << 55U); });
  CHECK(holds(message, (folder.path() / "file").string()));
  CHECK(read_all(folder.path() / "file") == "text");
}

TEST_CASE("a seal shows every changed bit and every cut", "[files]") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "sealed";
  std::string content;
  for (int i = 0; i < 300; ++i) content += static_cast<char>(i * 7);
  write_all(path, content);
  CHECK(check_seal(path) == Seal::absent);
  seal_file(path);
  REQUIRE(check_seal(path) == Seal::whole);
  const std::string sealed = read_all(path);
  CHECK(sealed.substr(0, content.size()) == content);

  for (std::size_t byte = 0; byte < sealed.size(); ++byte) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      flip_bit(path, byte, bit);
      if (check_seal(path) == Seal::whole) FAIL("byte " << byte << ", bit " << bit);
      flip_bit(path, byte, bit);
    }
  }
  CHECK(check_seal(path) == Seal::whole);
  for (std::size_t length = 0; length < sealed.size(); ++length) {
    write_all(path, sealed.substr(0, length));
    if (check_seal(path) == Seal::whole) FAIL("cut at " << length);
  }
}

TEST_CASE("files that are longer than one block are sealed too", "[files]") {
  const TemporaryFolder folder;
  const auto path = folder.path() / "long";
  write_all(path, std::string((std::size_t{5} << 19U) + 3, 'x'));
  seal_file(path);
  CHECK(check_seal(path) == Seal::whole);
  flip_bit(path, std::uint64_t{2} << 20U, 4);
  CHECK(check_seal(path) == Seal::broken);
}
