/** What a caller was told, in a file, for the audit to compare. */
@NullMarked
package dev.waybill.cli.journal;

import org.jspecify.annotations.NullMarked;
