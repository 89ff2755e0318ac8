@NullMarked
package dev.waybill.common.error;

import org.jspecify.annotations.NullMarked;
