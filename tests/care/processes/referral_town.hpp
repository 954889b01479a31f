#pragma once
// Half a year of referrals between organisations.

#include <catch2/catch.hpp>

#include "care/processes/referral.hpp"
#include "care/small_town.hpp"

namespace buurt::test {

/// Of the referrals of half a year, the share that reached the organisation's list.
inline double share_of_referrals_completed(care::World& world) {
  world.flows = {};
  for (int week = 0; week < 26; ++week) {
    care::refer(world);
    ++world.week;
  }
  const auto flow = [&](care::Flow one) {
    return static_cast<double>(world.flows.counts[static_cast<std::size_t>(one)][0]);
  };
  REQUIRE(flow(care::Flow::referrals) > 50);
  return flow(care::Flow::referrals_completed) / flow(care::Flow::referrals);
}

}  // namespace buurt::test
