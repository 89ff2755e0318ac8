package dev.waybill.cli.client;

import picocli.CommandLine.Command;

/** `waybill stock`: keeps the catalogue and books goods in. */
@Command(
    name = "stock",
    mixinStandardHelpOptions = true,
    description = "Keeps the catalogue and books goods in.",
    subcommands = {
      StockPutCommand.class,
      StockGetCommand.class,
      StockListCommand.class,
      StockReceiveCommand.class
    })
public final class StockCommand {}
