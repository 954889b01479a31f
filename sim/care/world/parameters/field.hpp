#pragma once

#include <array>
#include <string_view>
#include <utility>

namespace buurt::care {

/// One number of a group of parameters: its name and where it is.
template <class Group>
using ParameterField = std::pair<std::string_view, double Group::*>;

}  // namespace buurt::care
