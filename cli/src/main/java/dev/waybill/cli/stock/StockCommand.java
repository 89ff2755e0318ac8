package dev.waybill.cli.stock;

import dev.waybill.cli.client.CommandGroup;
import picocli.CommandLine.Command;

/** `waybill stock`: maintains the catalogue, books goods in and watches the stock. */
@Command(
    name = "stock",
    description = "Keeps the catalogue, books goods in and watches the stock.",
    subcommands = {
      StockFillCommand.class,
      StockPutCommand.class,
      StockGetCommand.class,
      StockListCommand.class,
      StockReceiveCommand.class,
      StockWatchCommand.class
    })
public final class StockCommand extends CommandGroup {}
