/** Reads the text files that users hand over. */
@NullMarked
package dev.waybill.cli.text;

import org.jspecify.annotations.NullMarked;
