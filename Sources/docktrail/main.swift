print("docktrail")
