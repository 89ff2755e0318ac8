package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.cli.up.UpCommand;
import dev.waybill.common.config.SettingsReader;
import dev.waybill.common.server.ServiceConfig;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.local.stack.Services;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every option of every service, and of {@code up}, shows its default and its variable. */
final class SettingsHelpTest {
  private static final Pattern VARIABLE = Pattern.compile("env:(\\w+)");

  @TestFactory
  Stream<DynamicTest> showsDefaultAndVariableOfEverySettingOfAService() {
    return Services.ALL.stream().flatMap(SettingsHelpTest::settingsOf);
  }

  @TestFactory
  Stream<DynamicTest> showsDefaultAndVariableOfEveryOptionOfUp() {
    return new CommandLine(new UpCommand())
        .getCommandSpec().options().stream()
            .filter(option -> option.arity().max() > 0)
            .map(option -> dynamicTest(option.longestName(), () -> checkOptionOfUp(option)));
  }

  private static Stream<DynamicTest> settingsOf(ServiceDefinition<?, ?> definition) {
    String service = definition.title();
    ServiceConfig config = definition.settings();
    List<OptionSpec> options = new CommandLine(config).getCommandSpec().options();
    assertThat(options).hasSizeGreaterThan(10);
    String help = new SettingsReader(service, config, Map.of()).help().replaceAll("\\s+", " ");
    return options.stream()
        .map(
            option ->
                dynamicTest(service + option.longestName(), () -> checkSetting(option, help)));
  }

  private static void checkSetting(OptionSpec option, String help) {
    String name = option.longestName().substring(2);
    String variable = "WAYBILL_" + name.replace('-', '_').toUpperCase(Locale.ROOT);
    String value = option.arity().max() == 0 ? " " : "=";
    String own = help.substring(help.lastIndexOf(" " + option.longestName() + value));

    assertThat(own.substring(0, own.indexOf("Environment:")))
        .containsPattern("Default: .+\\. $|Required\\. $");
    assertThat(own.substring(own.indexOf("Environment:")))
        .startsWith("Environment: " + variable + ".");
    assertThat(option.defaultValue()).as("said once, by the field").isNull();
  }

  private static void checkOptionOfUp(OptionSpec option) {
    String description = String.join(" ", option.description());

    assertThat(description).contains("Default: ");
    Matcher variable = VARIABLE.matcher(Objects.requireNonNullElse(option.defaultValue(), ""));
    if (variable.find()) {
      assertThat(description).contains("Environment: " + variable.group(1) + ".");
    }
  }
}
