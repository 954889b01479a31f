#pragma once
// A comparison: a scenario, the arms that are set beside it, and what is looked at.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "files/accepted_set.hpp"
#include "files/intervention.hpp"
#include "files/scenario.hpp"

namespace buurt::files {

/// One arm beside the baseline.
struct ComparisonArm {
  std::string name;
  std::vector<Intervention> with;
  Scenario scenario;  ///< with everything added
  int first_week =
      0;  ///< the first week that can differ from the baseline's; arms share those before
};

/// A comparison that was found fine.
struct Comparison {
  std::string name;
  std::string question;  ///< as a sentence
  Scenario baseline;     ///< its replicates are those of the comparison
  std::vector<ComparisonArm> arms;
  std::vector<std::string> main_outcomes;
  /// Replicate k has the k-th of these in all its arms, from the first again after the last.
  ParameterSets accepted{};
  std::vector<std::filesystem::path> files{};  ///< that it was read from
};

/// What a call asks for.
struct ComparisonCall {
  std::string scenario_or_question;
  std::vector<std::string> with;  ///< one arm each; names joined by `+`
  ScenarioOptions scenario;       ///< for all arms
  std::optional<int> replicates;
  std::optional<int> weeks;
  std::optional<std::filesystem::path> accepted{};  ///< parameter sets: `read_accepted_sets`
};

/// A question as its file tells it.
struct Question {
  struct Arm {
    std::string name;
    std::vector<std::string> with;                   ///< names of interventions, or paths
    nlohmann::json adds = nlohmann::json::object();  ///< a fragment of a scenario of its own
  };
  std::string name;
  std::string question;
  std::string scenario;
  std::vector<Arm> arms;
  std::optional<int> replicates;
  std::optional<int> weeks;
  std::vector<std::string> main_outcomes;
};

/// Reads questions and puts comparisons together. Functions throw engine::UserError.
class ComparisonReader {
 public:
  explicit ComparisonReader(const std::filesystem::path& root);

  /// The comparison of a call: of a question, or of a scenario with at least one `--with`. Arms given
  /// in the call come behind those of a question.
  [[nodiscard]] Comparison read(const ComparisonCall& call) const;
  /// A question as its file tells it; its arms are not looked at.
  [[nodiscard]] Question question(const std::string& path_or_name) const;
  /// An intervention added to the first shipped scenario, to see that it is fine.
  void check_intervention(const std::string& path_or_name) const;

  [[nodiscard]] const ScenarioReader& scenarios() const { return scenarios_; }

 private:
  [[nodiscard]] ComparisonArm arm_of(const Question::Arm& arm,
                                     const std::filesystem::path& scenario,
                                     const ScenarioOptions& options,
                                     const std::filesystem::path& beside) const;
  [[nodiscard]] Question parsed_question(const std::filesystem::path& file) const;

  ScenarioReader scenarios_;
  InterventionReader interventions_;
  SchemaCheck question_schema_;
};

/// Replicates of a comparison when neither the call nor the question says how many.
inline constexpr int default_comparison_replicates = 10;

/// Names of the questions in `root`, sorted.
[[nodiscard]] std::vector<std::string> question_names(const std::filesystem::path& root);

/// The file of a question given by name or path, if that is what it is.
[[nodiscard]] std::optional<std::filesystem::path> question_file(const std::string& path_or_name,
                                                                 const std::filesystem::path& root);

/// The comparison as results keep it; see docs/compare.md. `comparison_of` reads it back.
[[nodiscard]] nlohmann::json resolved_json(const Comparison& comparison);

/// From what results keep. \throws engine::UserError when a scenario in it is no longer fine.
[[nodiscard]] Comparison comparison_of(const nlohmann::json& kept, const Scenario& baseline,
                                       const ScenarioReader& scenarios, const std::string& origin);

}  // namespace buurt::files
