@NullMarked
package dev.waybill.common.stream;

import org.jspecify.annotations.NullMarked;
