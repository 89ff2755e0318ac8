package dev.waybill.cli.client;

import picocli.CommandLine.Command;

/** `waybill order`: places, shows, lists and cancels orders. */
@Command(
    name = "order",
    mixinStandardHelpOptions = true,
    description = "Places, shows, lists and cancels orders.",
    subcommands = {
      OrderPlaceCommand.class,
      OrderGetCommand.class,
      OrderListCommand.class,
      OrderCancelCommand.class
    })
public final class OrderCommand {}
