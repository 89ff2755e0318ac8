/** Tables declared once: columns, and the statements that read and write rows set by set. */
@NullMarked
package dev.waybill.common.table;

import org.jspecify.annotations.NullMarked;
