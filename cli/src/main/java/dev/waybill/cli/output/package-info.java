/** What commands print: tables, progress, amounts and times in readable form. */
@NullMarked
package dev.waybill.cli.output;

import org.jspecify.annotations.NullMarked;
