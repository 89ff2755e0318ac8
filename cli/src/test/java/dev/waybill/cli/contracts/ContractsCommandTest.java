package dev.waybill.cli.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.ExtensionRegistry;
import dev.waybill.cli.client.CommandRun;
import dev.waybill.local.stack.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContractsCommandTest {
  private static final Pattern IMPORT = Pattern.compile("^import \"(.*)\";$", Pattern.MULTILINE);

  @TempDir private Path folder;

  @Test
  void writesEveryImportedFile() throws IOException {
    export();

    for (String file : protoFiles()) {
      assertThat(imports(file))
          .as("imports of %s", file)
          .filteredOn(name -> !name.startsWith("google/protobuf/"))
          .allSatisfy(name -> assertThat(folder.resolve(name)).isRegularFile());
    }
    assertThat(protoFiles())
        .contains("waybill/rpc/v1/rpc.proto", "buf/validate/validate.proto")
        .containsAll(
            Services.ALL.stream()
                .flatMap(service -> service.contracts().stream())
                .map(ContractFiles::file)
                .map(FileDescriptor::getFullName)
                .toList())
        .noneMatch(name -> name.startsWith("google/protobuf/"));
  }

  @Test
  void writesTheFilesAsTheyAreInTheRepository() throws IOException {
    export();

    Path sources = Path.of("..", "proto", "src", "main", "protobuf");
    for (String file : protoFiles()) {
      if (Files.exists(sources.resolve(file))) {
        assertThat(folder.resolve(file)).hasSameTextualContentAs(sources.resolve(file));
      }
    }
  }

  @Test
  void namesAGoPackageInEachOfOurFiles() throws IOException {
    export();

    assertThat(protoFiles())
        .filteredOn(file -> file.startsWith("waybill/"))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(folder.resolve(file))
                    .content()
                    .contains("option go_package = \"waybill.dev/contracts/" + parent(file) + ";"));
  }

  @Test
  void writesADescriptorSetInWhichEveryImportComesFirst() throws IOException {
    export();

    List<FileDescriptorProto> files =
        FileDescriptorSet.parseFrom(
                Files.readAllBytes(folder.resolve(ContractsCommand.DESCRIPTOR_SET)),
                ExtensionRegistry.getEmptyRegistry())
            .getFileList();
    List<String> names = files.stream().map(FileDescriptorProto::getName).toList();
    assertThat(names).doesNotHaveDuplicates().containsAll(protoFiles());
    for (int i = 0; i < files.size(); i++) {
      assertThat(names.subList(0, i)).containsAll(files.get(i).getDependencyList());
    }
  }

  @Test
  void rejectsAFileInPlaceOfTheFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("taken"));

    CommandRun run = CommandRun.of(new ContractsCommand(), "--out", file.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--out: expected a folder, but was the file " + file);
  }

  /** Root may write everywhere, so the folder is one that cannot be created at all. */
  @Test
  void saysInOneLineThatItCannotWrite() throws IOException {
    Path file = Files.createFile(folder.resolve("taken"));

    CommandRun run =
        CommandRun.of(new ContractsCommand(), "--out", file.resolve("below").toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .startsWith("waybill: cannot write the contracts: ")
        .contains(file.toString());
  }

  private void export() {
    CommandRun run = CommandRun.of(new ContractsCommand(), "--out", folder.toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains(".proto files and waybill.binpb to " + folder);
  }

  private List<String> protoFiles() throws IOException {
    try (var found = Files.walk(folder)) {
      return found
          .filter(file -> file.toString().endsWith(".proto"))
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  private List<String> imports(String file) throws IOException {
    return IMPORT
        .matcher(Files.readString(folder.resolve(file)))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static String parent(String file) {
    return file.substring(0, file.lastIndexOf('/'));
  }
}
