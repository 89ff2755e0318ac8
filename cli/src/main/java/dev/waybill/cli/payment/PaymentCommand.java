package dev.waybill.cli.payment;

import dev.waybill.cli.client.CommandGroup;
import picocli.CommandLine.Command;

/** `waybill payment`: shows the payments of orders. */
@Command(
    name = "payment",
    description = "Shows the payments of orders.",
    subcommands = {PaymentGetCommand.class, PaymentListCommand.class})
public final class PaymentCommand extends CommandGroup {}
