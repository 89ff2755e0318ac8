@NullMarked
package dev.waybill.common.correlation;

import org.jspecify.annotations.NullMarked;
