package dev.waybill.common.config;

import dev.waybill.common.file.FileFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * A secret setting, and the setting beside it that names a file with the secret, such as {@code
 * --auth-token-file} beside {@code --auth-token}. The command line counts more than the
 * environment; within one of them, only one of the two may be given.
 *
 * <p>The environment is read here and not by picocli, whose defaults may appear in help and errors.
 */
public final class SecretSetting {
  /** In bytes. A server accepts no token that is half as long. */
  private static final int LARGEST = 16 * 1024;

  private final OptionSpec value;
  private final OptionSpec file;
  private final boolean required;

  private SecretSetting(OptionSpec option) {
    // Required of the two together, which picocli cannot check.
    this.value = OptionSpec.builder(option).required(false).build();
    this.required = option.required();
    String name = option.longestName() + "-file";
    this.file =
        OptionSpec.builder(name)
            .type(Path.class)
            .paramLabel("FILE")
            .converters(new FileConverter())
            .description(
                "A file with the value of %s. One line break at its end is ignored. Environment: %s."
                    .formatted(option.longestName(), variable(name)))
            .build();
  }

  /** Returns whether an option holds a secret. */
  static boolean isSecret(OptionSpec option) {
    return option.type().equals(Secret.class);
  }

  /** Completes an option that holds a secret. */
  static SecretSetting of(OptionSpec option) {
    return new SecretSetting(option);
  }

  /** Creates a setting in code. Its description gets the name of the variable added. */
  public static SecretSetting named(String name, String label, String description) {
    return of(
        OptionSpec.builder(name)
            .type(Secret.class)
            .paramLabel(label)
            .converters(new SecretConverter())
            .description(description + " Environment: " + variable(name) + ".")
            .build());
  }

  /** Returns the option for the secret itself. */
  public OptionSpec value() {
    return value;
  }

  /** Returns the option for the file. */
  public OptionSpec file() {
    return file;
  }

  /**
   * A secret that was found.
   *
   * @param setting the setting that holds it, as messages name it
   */
  public record Found(Secret secret, String setting) {}

  /**
   * Returns the secret; empty if none is given.
   *
   * @param isGiven tells whether an option is on the command line
   * @throws TypeConversionException if the secret cannot be read, or is given twice; the message
   *     names the setting and what is wrong
   */
  public Optional<Found> find(Predicate<OptionSpec> isGiven, Map<String, String> environment) {
    return find(isGiven, new Environment(environment));
  }

  Optional<Found> find(Predicate<OptionSpec> isGiven, Environment environment) {
    refuseIf(isGiven.test(value) && isGiven.test(file));
    if (isGiven.test(value)) {
      return Optional.of(new Found(value.getValue(), describe(value)));
    }
    if (isGiven.test(file)) {
      // Without a value if it is not the name of a file, which picocli has reported.
      return Optional.<Path>ofNullable(file.getValue())
          .map(path -> new Found(read(path), describe(file)));
    }
    Optional<String> secret = environment.get(variable(value.longestName()));
    Optional<String> path = environment.get(variable(file.longestName()));
    refuseIf(secret.isPresent() && path.isPresent());
    if (secret.isEmpty() && path.isEmpty() && required) {
      throw new TypeConversionException(describe(value) + ": missing");
    }
    return secret
        .map(text -> new Found(decoded(text), describe(value)))
        .or(() -> path.map(name -> new Found(read(converted(name)), describe(file))));
  }

  private void refuseIf(boolean bothGiven) {
    if (bothGiven) {
      throw problem("given together with %s; expected one of them".formatted(value.longestName()));
    }
  }

  private Secret decoded(String text) {
    if (Undecodable.test(text)) {
      throw new TypeConversionException(describe(value) + ": " + Undecodable.problem());
    }
    return new Secret(text);
  }

  private Path converted(String name) {
    try {
      return new FileConverter().convert(name);
    } catch (TypeConversionException e) {
      throw problem(String.valueOf(e.getMessage()));
    }
  }

  private Secret read(Path path) {
    String text;
    try (InputStream content = Files.newInputStream(path)) {
      byte[] bytes = content.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw problem("%s is larger than %s bytes".formatted(path, LARGEST));
      }
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw problem(path + " is not valid UTF-8");
    } catch (IOException e) {
      throw problem(FileFailure.cannotRead(path, e));
    }
    String secret = text.replaceFirst("\\r?\\n\\z", "");
    if (secret.isEmpty()) {
      throw problem(path + " is empty");
    }
    return new Secret(secret);
  }

  private TypeConversionException problem(String what) {
    return new TypeConversionException(describe(file) + ": " + what);
  }

  private static String describe(OptionSpec option) {
    return option.longestName() + " (" + variable(option.longestName()) + ")";
  }

  private static String variable(String name) {
    return Environment.variable(name.substring("--".length()));
  }
}
