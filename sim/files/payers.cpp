#include "files/payers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "files/nearest_name.hpp"

namespace buurt::files {
namespace {

using care::PayerPlan;
using nlohmann::json;

PayerPlan plan_of(const json& entry) {
  PayerPlan plan;
  plan.name = entry["name"];
  plan.giver = entry.value("giver", std::string());
  if (entry.contains("yearly")) {
    plan.yearly = entry["yearly"].is_array() ? entry["yearly"].get<std::vector<double>>()
                                             : std::vector<double>{entry["yearly"].get<double>()};
  }
  plan.amount = entry.value("amount", plan.amount);
  plan.from_week = entry.value("from_week", plan.from_week);
  plan.to_week = entry.value("to_week", plan.to_week);
  plan.match = entry.value("match", plan.match);
  plan.matched_by = entry.value("matched_by", std::string());
  plan.patience_weeks = entry.value("patience_weeks", plan.patience_weeks);
  plan.expects = entry.value("expects", plan.expects);
  plan.new_only = entry.value("new_only", plan.new_only);
  plan.contact_paid = entry.value("contact_paid", plan.contact_paid);
  plan.accounting = entry.value("accounting", plan.accounting);
  if (entry.contains("election")) {
    const json& election = entry["election"];
    plan.election_week = election["week"];
    plan.election_every = election.value("every_weeks", plan.election_every);
    plan.election_chance = election["chance"];
    plan.election_factor = election["factor"];
  }
  return plan;
}

/// A programme whose payer does not pay in its first week would end in that week.
void check_weeks(const PayerPlan& payer, const std::string& path,
                 const std::vector<care::ProgrammePlan>& programmes, FaultList& faults) {
  for (const care::ProgrammePlan& programme : programmes) {
    if (programme.payer != payer.name) continue;
    const bool idle_at_first = !programme.phases.empty() && programme.phases.front().scale <= 0.0;
    if (payer.from_week > programme.from_week && !payer.new_only && !idle_at_first) {
      faults.add(path_of_key(path, "from_week"),
                 fmt::format("found {}; at most {}, in which {} begins, is allowed: a programme "
                             "ends in a week in which nobody pays",
                             payer.from_week, programme.from_week, in_quotes(programme.name)));
    } else if (payer.to_week <= programme.from_week) {
      faults.add(path_of_key(path, "to_week"),
                 fmt::format("found {}; a week after {}, in which {} begins, is allowed",
                             payer.to_week, programme.from_week, in_quotes(programme.name)));
    }
  }
}

}  // namespace

std::vector<PayerPlan> read_payers(const json& list,
                                   const std::vector<care::ProgrammePlan>* programmes,
                                   FaultList& faults) {
  std::vector<PayerPlan> payers;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (faults.touches(path_of_item("payers", i))) continue;
    payers.push_back(plan_of(list[i]));
    places.push_back(i);
  }
  const bool all_known = programmes != nullptr && payers.size() == list.size();
  std::map<std::string, std::size_t> first;
  std::vector<std::string> named;
  for (const care::ProgrammePlan& programme :
       all_known ? *programmes : std::vector<care::ProgrammePlan>{}) {
    for (const std::string* name : {&programme.payer, &programme.next_payer}) {
      if (!name->empty()) named.push_back(*name);
    }
  }
  for (std::size_t i = 0; i < payers.size(); ++i) {
    const PayerPlan& payer = payers[i];
    const std::string path = path_of_item("payers", places[i]);
    if (const auto [at, is_new] = first.emplace(payer.name, places[i]); !is_new) {
      faults.add(path_of_key(path, "name"), fmt::format("{} is the name of payers[{}] already",
                                                        in_quotes(payer.name), at->second));
    }
    if (list[places[i]]["kind"] == "grant" && payer.giver.empty()) {
      faults.add(
          path_of_key(path, "giver"),
          fmt::format("is missing; a grant needs a payer: who gives {}?", in_quotes(payer.name)));
    }
    if (payer.yearly.empty() && payer.amount < 0.0) {
      faults.add(path, fmt::format("{} has no limit; yearly or amount is needed. Whoever pays "
                                   "whatever it takes need not be listed",
                                   in_quotes(payer.name)));
    }
    if (payer.to_week <= payer.from_week) {
      faults.add(path_of_key(path, "to_week"),
                 fmt::format("found {}; a week after from_week, {}, is allowed", payer.to_week,
                             payer.from_week));
    }
    const json& entry = list[places[i]];
    if (entry.contains("expects") && payer.patience_weeks == 0) {
      faults.add(path_of_key(path, "patience_weeks"), "is missing or 0; it goes with expects");
    }
    if (!entry.contains("expects") && payer.patience_weeks > 0) {
      faults.add(path_of_key(path, "expects"), "is missing; it goes with patience_weeks");
    }
    if (!payer.matched_by.empty() && payer.match <= 0.0) {
      faults.add(path_of_key(path, "match"),
                 fmt::format("is missing or 0; what {} pays for each EUR of {} is needed",
                             in_quotes(payer.matched_by), in_quotes(payer.name)));
    }
    if (payer.match > 0.0 && payer.matched_by.empty()) {
      faults.add(path_of_key(path, "matched_by"),
                 fmt::format("is missing; the name of who pays {} EUR for each EUR of {} is needed",
                             written(payer.match), in_quotes(payer.name)));
    }
    const auto matcher = std::find_if(payers.begin(), payers.end(), [&](const PayerPlan& one) {
      return !payer.matched_by.empty() && one.name == payer.matched_by;
    });
    if (matcher != payers.end() && (matcher->match > 0.0 || matcher->name == payer.name)) {
      faults.add(path_of_key(path, "matched_by"),
                 fmt::format("found {}; a payer that is not matched itself is allowed",
                             in_quotes(payer.matched_by)));
    }
  }
  for (std::size_t i = 0; all_known && i < payers.size(); ++i) {
    if (faults.touches(path_of_item("payers", places[i]))) continue;
    check_weeks(payers[i], path_of_item("payers", places[i]), *programmes, faults);
  }
  for (const PayerPlan& payer : payers) {
    if (payer.match > 0.0 && !payer.matched_by.empty()) named.push_back(payer.matched_by);
  }
  for (std::size_t i = 0; all_known && i < payers.size(); ++i) {
    if (std::find(named.begin(), named.end(), payers[i].name) != named.end()) continue;
    faults.add(
        path_of_key(path_of_item("payers", places[i]), "name"),
        fmt::format("{} pays nobody: no programme names it as its payer{}",
                    in_quotes(payers[i].name),
                    named.empty() ? std::string() : "; " + suggestion(payers[i].name, named)));
  }
  return payers;
}

}  // namespace buurt::files
