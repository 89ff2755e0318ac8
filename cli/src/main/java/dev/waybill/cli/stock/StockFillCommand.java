package dev.waybill.cli.stock;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.waybill.cli.client.ClientCommand;
import dev.waybill.cli.client.Connection;
import dev.waybill.cli.client.ExitCode;
import dev.waybill.cli.output.Screen;
import dev.waybill.local.stack.Catalogue;
import dev.waybill.local.stack.Services;
import picocli.CommandLine.Command;

/** `waybill stock fill`: fills an empty inventory with the goods used in all examples. */
@Command(
    name = "fill",
    description = {
      "Gives an empty inventory a catalogue: SKU-000 to SKU-099, all stocked.",
      "An inventory that already has items is left alone, so the command can be repeated."
          + " `up` and compose do this by themselves."
    })
final class StockFillCommand extends ClientCommand {
  StockFillCommand() {
    super(Services.INVENTORY);
  }

  @Override
  protected int run(Connection connection, Screen screen) {
    boolean filled = Catalogue.fill(connection.channel());
    if (wantsJson()) {
      Value value = Value.newBuilder().setBoolValue(filled).build();
      screen.json(Struct.newBuilder().putFields("filled", value).build());
    } else {
      screen.line(filled ? "filled: SKU-000 to SKU-099" : "left alone: there are items already");
    }
    return ExitCode.DONE;
  }
}
