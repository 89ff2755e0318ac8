/** Tables declared once: their columns, and the statements that read and write rows in sets. */
@NullMarked
package dev.waybill.common.table;

import org.jspecify.annotations.NullMarked;
