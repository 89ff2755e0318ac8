package dev.waybill.cli.client;

import dev.waybill.common.channel.BearerToken;
import dev.waybill.common.channel.TargetConverter;
import dev.waybill.common.config.DurationConverter;
import dev.waybill.common.config.EnvironmentOption;
import dev.waybill.common.config.FileConverter;
import dev.waybill.common.config.SecretSetting;
import dev.waybill.common.config.StartupException;
import dev.waybill.common.server.ServiceDefinition;
import dev.waybill.common.tls.ChannelSecurity;
import dev.waybill.common.tls.TlsSettings;
import dev.waybill.local.stack.Services;
import dev.waybill.local.stack.StackPorts;
import io.grpc.CallCredentials;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * Where the services are, how to secure the connections to them, and how long a call may take. A
 * picocli mixin with an option for each service.
 */
public final class Targets {
  private static final String PORT_BASE = "--port-base";
  private static final String TIMEOUT = "--timeout";
  private static final String TLS_TRUST = "--tls-trust";
  private static final String TLS_CERTIFICATE = "--tls-certificate";
  private static final String TLS_KEY = "--tls-key";

  /** A placeholder until picocli injects the mixin's own. */
  private CommandSpec options = CommandSpec.create();

  private final SecretSetting token =
      SecretSetting.named(
          "--auth-token",
          "TOKEN",
          "The token of the caller, as `waybill token` prints it. Other users of this machine can"
              + " see it among the processes, so a file is better.");

  private @Nullable TlsSettings tls;
  private @Nullable CallCredentials credentials;
  private boolean hasReadToken;

  /** Holds no values until picocli fills in the command line and the environment. */
  public Targets() {}

  /** Called by picocli. Annotations cannot add an option for each service of a list. */
  @Spec(Spec.Target.SELF)
  void addOptions(CommandSpec own) {
    options = own;
    own.addOption(portBase());
    Services.ALL.forEach(service -> own.addOption(target(service)));
    own.addOption(
        file(
            TLS_TRUST,
            "Connect with TLS, to services whose certificates are from the authorities in this"
                + " file; PEM."));
    own.addOption(
        file(TLS_CERTIFICATE, "The certificate to show to services that ask for one; PEM."));
    own.addOption(file(TLS_KEY, "The certificate's private key; PEM, PKCS#8, not encrypted."));
    own.addOption(token.value());
    own.addOption(token.file());
    own.addOption(timeLimit());
  }

  /** The time limit of one call; null to use the limit of the contract. */
  public @Nullable Duration timeout() {
    return options.findOption(TIMEOUT).getValue();
  }

  /** Opens a connection to the service. It connects on first use. */
  public Connection open(ServiceDefinition<?, ?> service) {
    return Connection.open(service, address(service), security(service), timeout(), credentials());
  }

  /**
   * How to secure the connection to the service.
   *
   * @throws StartupException if a file cannot be used, or one is missing
   */
  public ChannelSecurity security(ServiceDefinition<?, ?> service) {
    if (tls == null) {
      tls = new TlsSettings(file(TLS_CERTIFICATE), file(TLS_KEY), file(TLS_TRUST));
      tls.problems().stream()
          .findFirst()
          .ifPresent(
              problem -> {
                throw new StartupException(problem);
              });
    }
    return tls.channelTo(service.name());
  }

  private @Nullable Path file(String option) {
    return options.findOption(option).getValue();
  }

  /**
   * The token that goes with each call; null for none.
   *
   * @throws ParameterException if the token cannot be read, or is none
   */
  public @Nullable CallCredentials credentials() {
    if (!hasReadToken) {
      try {
        credentials =
            token
                .find(option -> option.getValue() != null, System.getenv())
                .map(Targets::bearer)
                .orElse(null);
      } catch (TypeConversionException e) {
        throw new ParameterException(options.commandLine(), String.valueOf(e.getMessage()));
      }
      hasReadToken = true;
    }
    return credentials;
  }

  private static CallCredentials bearer(SecretSetting.Found found) {
    try {
      return new BearerToken(found.secret().value());
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(found.setting() + ": " + e.getMessage());
    }
  }

  /** Opens connections to all services. */
  public Connections openAll() {
    return Connections.open(this::open);
  }

  /** The address of the service, as host:port. */
  public String address(ServiceDefinition<?, ?> service) {
    String given = options.findOption(targetOption(service)).getValue();
    int portBase = options.findOption(PORT_BASE).getValue();
    return given == null ? "127.0.0.1:" + new StackPorts(portBase).of(service) : given;
  }

  private static OptionSpec portBase() {
    return EnvironmentOption.named(
            PORT_BASE,
            StackPorts.DEFAULT.first(),
            "The port base of ./waybill up: %s is on this port, %s on the next ones."
                .formatted(Services.ALL.getFirst().name(), StackPorts.others()))
        .type(int.class)
        .paramLabel("PORT")
        .converters(new PortBaseConverter())
        .build();
  }

  private static OptionSpec target(ServiceDefinition<?, ?> service) {
    return EnvironmentOption.named(
            targetOption(service),
            null,
            "The address of %s-service, if it runs elsewhere.".formatted(service.name()))
        .type(String.class)
        .paramLabel("HOST:PORT")
        .converters(new TargetConverter())
        .build();
  }

  private static String targetOption(ServiceDefinition<?, ?> service) {
    return "--" + service.name() + "-target";
  }

  private static OptionSpec file(String name, String description) {
    return EnvironmentOption.named(name, null, description)
        .type(Path.class)
        .paramLabel("FILE")
        .converters(new FileConverter())
        .build();
  }

  private static OptionSpec timeLimit() {
    return OptionSpec.builder(TIMEOUT)
        .type(Duration.class)
        .paramLabel("TIME")
        .converters(new DurationConverter())
        .description(
            "The longest that one call may take, such as 500ms or 5s. Default: the limit of the"
                + " method in the contract.")
        .build();
  }
}
