@NullMarked
package dev.waybill.common.contract;

import org.jspecify.annotations.NullMarked;
