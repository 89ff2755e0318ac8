/** What commands print: tables, progress, amounts and times as people read them. */
@NullMarked
package dev.waybill.cli.output;

import org.jspecify.annotations.NullMarked;
