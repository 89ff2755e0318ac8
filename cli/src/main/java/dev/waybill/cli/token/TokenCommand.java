package dev.waybill.cli.token;

import dev.waybill.cli.client.ExitCode;
import dev.waybill.common.caller.Role;
import dev.waybill.common.config.PositiveDurationConverter;
import dev.waybill.local.tokens.DevelopmentIssuer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** `waybill token`: signs a token for development. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Prints a token for use on this machine, such as --auth-token-file of the other commands takes.",
      "The key that signs it is made at first use, in the folder `tokens` of the data. The services"
          + " of `up --secure` accept its tokens; others do when they are started with"
          + " --auth-jwks=DIR/tokens/jwks.json --auth-issuer="
          + DevelopmentIssuer.ISSUER
          + " --auth-audience="
          + DevelopmentIssuer.AUDIENCE
          + "."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the key cannot be read or written",
      "2:wrong usage",
      "130:interrupted by Ctrl-C"
    })
public final class TokenCommand implements Callable<Integer> {
  /** A placeholder until picocli injects the command's own. */
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--customer",
      paramLabel = "NAME",
      required = true,
      description = "Whom the token is about.")
  private String subject = "";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      converter = PersonRoleConverter.class,
      description = "What the person may be: customer or operator. Repeatable. Default: customer.")
  private Set<Role> roles = EnumSet.noneOf(Role.class);

  @Option(
      names = "--expires",
      paramLabel = "TIME",
      converter = PositiveDurationConverter.class,
      description = "How long the token is valid. Default: ${DEFAULT-VALUE}.")
  private Duration validity = Duration.ofHours(1);

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder of the data. Default: .waybill beside the launcher.")
  private @Nullable Path data;

  /** Creates a command without arguments, for picocli to fill. */
  public TokenCommand() {}

  @Override
  public Integer call() {
    Path home = Path.of(System.getProperty("waybill.home", ""));
    Path folder = (data == null ? home.resolve(".waybill") : data).toAbsolutePath().normalize();
    Set<Role> chosen = roles.isEmpty() ? EnumSet.of(Role.CUSTOMER) : roles;
    String token = DevelopmentIssuer.of(folder).token(subject, chosen, validity);
    spec.commandLine().getOut().println(token);
    return ExitCode.DONE;
  }
}
