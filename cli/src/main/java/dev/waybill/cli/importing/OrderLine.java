package dev.waybill.cli.importing;

/**
 * One line of a file of orders.
 *
 * @param number counted from 1, over all lines of the file
 * @param text as it is in the file
 * @param complete false if the line was too long to be kept whole
 */
public record OrderLine(long number, String text, boolean complete) {}
