@NullMarked
package dev.waybill.common.table;

import org.jspecify.annotations.NullMarked;
