// Prints the status code of grpc-go for calls that a server's limits refuse. Usage: limits.go TARGET
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	orderv1 "waybill.dev/contracts/waybill/order/v1"
)

func main() {
	connection, err := grpc.NewClient(os.Args[1], grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		log.Fatal(err)
	}
	orders := orderv1.NewOrderServiceClient(connection)
	get := func(orderID string, header int) {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		ctx = metadata.AppendToOutgoingContext(ctx, "x-padding", strings.Repeat("h", header))
		_, err := orders.GetOrder(ctx, &orderv1.GetOrderRequest{OrderId: orderID})
		fmt.Println(status.Code(err))
	}
	get(strings.Repeat("o", 70_000), 1)
	get("o", 20_000)
	get("o", 40_000)

	watch, err := orders.WatchOrders(context.Background(), &orderv1.WatchOrdersRequest{})
	if err != nil {
		log.Fatal(err)
	}
	ended := make(chan error)
	go func() {
		for {
			if _, err := watch.Recv(); err != nil {
				ended <- err
				return
			}
		}
	}()
	giveUp := time.After(30 * time.Second)
	for {
		select {
		case err := <-ended:
			fmt.Println(status.Code(err))
			return
		case <-giveUp:
			log.Fatal("the connection was not ended")
		default:
			ctx, cancel := context.WithCancel(context.Background())
			_, _ = orders.ImportOrders(ctx)
			cancel()
		}
	}
}
