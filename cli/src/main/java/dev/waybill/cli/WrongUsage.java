package dev.waybill.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains in one line what is wrong with a command line. */
public final class WrongUsage {
  private WrongUsage() {}

  /** Prints the line and returns the exit code. */
  public static int explain(ParameterException failure) {
    CommandLine used = failure.getCommandLine();
    used.getErr()
        .println(
            "%s (see %s --help)"
                .formatted(sentence(failure), used.getCommandSpec().qualifiedName()));
    return CommandLine.ExitCode.USAGE;
  }

  private static String sentence(ParameterException failure) {
    return switch (failure) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case MissingParameterException missing -> missing(missing);
      default -> unknownOption(failure).orElse(String.valueOf(failure.getMessage()));
    };
  }

  /**
   * Returns the option that does not exist, which picocli has passed over. What follows it counts
   * as a wrong argument then, but may be the value of a secret option whose name is misspelt.
   */
  private static Optional<String> unknownOption(ParameterException failure) {
    return failure.getCommandLine().getUnmatchedArguments().stream()
        .filter(argument -> argument.startsWith("-"))
        .findFirst()
        .map(argument -> "unknown option '" + withoutValue(argument) + "'");
  }

  private static String unmatched(UnmatchedArgumentException failure) {
    String argument = withoutValue(failure.getUnmatched().getFirst());
    String mistake = kind(failure) + " '" + argument + "'";
    List<String> suggestions = failure.getSuggestions();
    if (!suggestions.isEmpty()) {
      return mistake + "; did you mean " + String.join(" or ", suggestions) + "?";
    }
    List<String> commands = List.copyOf(failure.getCommandLine().getSubcommands().keySet());
    return commands.isEmpty()
        ? mistake
        : mistake + "; expected one of " + String.join(", ", commands);
  }

  private static String kind(UnmatchedArgumentException failure) {
    if (failure.isUnknownOption()) {
      return "unknown option";
    }
    return failure.getCommandLine().getSubcommands().isEmpty()
        ? "unexpected argument"
        : "unknown command";
  }

  /** Hides the value of an unknown option, because the name of a secret one may be misspelt. */
  private static String withoutValue(String argument) {
    int end = argument.startsWith("-") ? argument.indexOf('=') : -1;
    return end < 0 ? argument : argument.substring(0, end);
  }

  /**
   * picocli reads a value that begins with "-" as an option and then reports a missing value. The
   * user needs to hear about the value instead, for example {@code -1EUR}.
   */
  private static String missing(MissingParameterException failure) {
    String missing =
        failure.getMissing().stream().map(ArgSpec::paramLabel).collect(Collectors.joining(", "));
    return failure.getCommandLine().getUnmatchedArguments().stream()
        .findFirst()
        .map(
            argument ->
                argument.matches("-[.\\d].*")
                    ? "expected %s, but was \"%s\", which is below zero"
                        .formatted(missing, argument)
                    : "unknown option '" + withoutValue(argument) + "'")
        .orElse(String.valueOf(failure.getMessage()));
  }
}
