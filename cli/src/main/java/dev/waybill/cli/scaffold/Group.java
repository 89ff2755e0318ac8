package dev.waybill.cli.scaffold;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * The Maven group and Java package of a repository.
 *
 * @param parts its parts, such as "com" and "acme"
 */
record Group(List<String> parts) {
  /** Names of folders and modules beside the launcher, which has the name of the product. */
  private static final Set<String> TAKEN =
      Set.of(
          "cli", "common", "deploy", "dev", "docs", "google", "buf", "grpc", "java", "proto", "rpc",
          "audit");

  /**
   * Reads a group.
   *
   * @throws Refusal if it is no package name of at least two parts
   */
  static Group parse(String text) {
    if (!text.matches("[a-z][a-z0-9]*(\\.[a-z][a-z0-9]*)+") || !SourceVersion.isName(text)) {
      throw new Refusal(
          "--group: expected a package name of two or more parts in lower case, such as com.acme,"
              + " but was \"%s\"".formatted(text));
    }
    Group group = new Group(List.of(text.split("\\.", -1)));
    // Also checks that it can name a contract.
    Name product = Name.parse("--group", group.product());
    if (TAKEN.contains(product.flat())) {
      throw new Refusal(
          "--group: expected a last part other than \"%s\", which names a part of the repository"
              .formatted(product.flat()));
    }
    return group;
  }

  /** The last part, which names the launcher and the contracts. */
  String product() {
    return parts.getLast();
  }

  /** For example "com.acme". */
  String packageName() {
    return String.join(".", parts);
  }

  /** For example "com/acme". */
  String path() {
    return String.join("/", parts);
  }

  /** For example "acme.com". */
  String domain() {
    List<String> reversed = new ArrayList<>(parts);
    Collections.reverse(reversed);
    return String.join(".", reversed);
  }
}
