package dev.waybill.local.text;

/**
 * One line of a text.
 *
 * @param number counted from 1
 * @param text without the line end
 * @param complete false if the line was too long to be kept whole
 * @param ended false if the text ends without a line end
 */
public record TextLine(long number, String text, boolean complete, boolean ended) {}
