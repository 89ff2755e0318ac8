@NullMarked
package dev.waybill.common.logging;

import org.jspecify.annotations.NullMarked;
