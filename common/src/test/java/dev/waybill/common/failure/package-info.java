@NullMarked
package dev.waybill.common.failure;

import org.jspecify.annotations.NullMarked;
