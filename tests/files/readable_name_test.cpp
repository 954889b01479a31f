#include "files/readable_name.hpp"

#include <catch2/catch.hpp>

#include <string>

using buurt::files::is_readable_name;

TEST_CASE("a name is something that can be read", "[files]") {
  for (const char* name : {"a", "Sint-Lievens-Esse", "één naam", "  padded ", "日本", "a\u00a0b"}) {
    INFO(name);
    CHECK(is_readable_name(name));
  }
  for (const char* name :
       {"", " ", "   ", "\u00a0", " \u2003\u3000", "a\nb", "a\tb", "\x7f", "a\u0085"}) {
    INFO(name);
    CHECK_FALSE(is_readable_name(name));
  }
  CHECK_FALSE(is_readable_name(std::string("a\0b", 3)));
}
