package dev.waybill.cli.up;

import dev.waybill.common.config.EnvironmentOption;
import dev.waybill.local.stack.StackPorts;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Where the services of `waybill up` listen. A picocli mixin. */
final class PortBaseOption {
  private static final String NAME = "--port-base";

  /** A placeholder until picocli injects the mixin's own. */
  private CommandSpec options = CommandSpec.create();

  /** Called by picocli. */
  @Spec(Spec.Target.SELF)
  void addOptions(CommandSpec own) {
    options = own;
    own.addOption(
        EnvironmentOption.named(
                NAME,
                StackPorts.DEFAULT.first(),
                "The first service listens on this port, the others on the next ones; 0 for any"
                    + " free ports. `./waybill services` lists them.")
            .type(int.class)
            .paramLabel("N")
            .build());
  }

  int value() {
    return options.findOption(NAME).getValue();
  }
}
