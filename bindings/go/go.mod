module npyrw

go 1.24
