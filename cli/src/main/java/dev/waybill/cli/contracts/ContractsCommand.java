package dev.waybill.cli.contracts;

import dev.waybill.cli.client.ExitCode;
import dev.waybill.common.file.FileFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the contracts to a folder, for use by any generator. */
@Command(
    name = "contracts",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes the .proto files of all services and their imports to a folder, which is all that a"
          + " code generator needs.",
      "The folder also gets waybill.binpb, a descriptor set of these files for tools such as"
          + " grpcurl -protoset.",
      "clients/ has the commands for Go, Python and TypeScript." // shop-only
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the files were written",
      "1:the files cannot be written",
      "2:wrong usage",
      "130:interrupted by Ctrl-C"
    })
public final class ContractsCommand implements Callable<Integer> {
  static final String DESCRIPTOR_SET = "waybill.binpb";

  /** A placeholder until picocli injects the command's own. */
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder to write to. It is created if needed; existing files are replaced.")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ParameterException(
          spec.commandLine(), "--out: expected a folder, but was the file " + folder);
    }
    ContractFiles contracts = ContractFiles.ofAllServices();
    try {
      Files.createDirectories(folder);
      int written = contracts.writeSources(folder);
      contracts.writeDescriptorSet(folder.resolve(DESCRIPTOR_SET));
      spec.commandLine()
          .getOut()
          .println("wrote " + written + " .proto files and " + DESCRIPTOR_SET + " to " + folder);
      return ExitCode.DONE;
    } catch (IOException e) {
      spec.commandLine()
          .getErr()
          .println("waybill: cannot write the contracts: " + FileFailure.sentence(e));
      return ExitCode.FAILED;
    }
  }
}
