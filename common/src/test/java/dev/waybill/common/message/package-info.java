@NullMarked
package dev.waybill.common.message;

import org.jspecify.annotations.NullMarked;
