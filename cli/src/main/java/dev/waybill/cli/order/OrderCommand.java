package dev.waybill.cli.order;

import dev.waybill.cli.client.CommandGroup;
import picocli.CommandLine.Command;

/** `waybill order`: places, imports, shows, watches and cancels orders. */
@Command(
    name = "order",
    description = "Places, imports, shows, watches and cancels orders.",
    subcommands = {
      OrderPlaceCommand.class,
      OrderImportCommand.class,
      OrderGetCommand.class,
      OrderListCommand.class,
      OrderWatchCommand.class,
      OrderCancelCommand.class
    })
public final class OrderCommand extends CommandGroup {}
