import type { FieldCode } from '../code-lists.ts'

/**
 * Words of the trades by field and weight: 3 settles the field, 2 speaks for it, 1 hints. An underscore stands for a space.
 * Textiles count by what is asked: finishing, dyeing, fibres and auxiliaries are materials (40), looms and stenters machinery (80).
 */
export const fieldWords: Record<FieldCode, Record<number, string>> = {
  10: {
    3: `软件 小程序 app 算法 大模型 机器学习 深度学习 神经网络 人工智能 知识图谱 数据库 数据中台 数据治理 区块链 云平台 云计算 物联网 工业互联网 mes erp wms plm qms 信息系统 管理系统 信息化 数字化 数字孪生 机器视觉 视觉检测 视觉识别 图像识别 图像处理 图像算法 瑕疵识别
      语音识别 自然语言 嵌入式 单片机 固件 芯片 集成电路 fpga 封测 半导体 晶圆 光刻 pcb 线路板 电路板 射频 天线 5g通信 5g基站 通信协议 信号处理 网络安全 信息安全 数据采集 上位机 二维码追溯 游戏 动漫 虚拟现实 vr ar 渲染 短视频 数字文娱 software algorithm machine_vision computer_vision deep_learning machine_learning
      neural_network artificial_intelligence database embedded firmware chip semiconductor wafer mcu iot internet_of_things cloud cybersecurity digital_twin image_recognition data_platform blockchain vision_inspection`,
    2: '服务器 网关 传感器 数据分析 大数据 边缘计算 接口 api 排产 aps 追溯系统 看板 电子元器件 电容 电阻器 电感 连接器 显示屏 led屏 oled 液晶 模组 摄像头 定位系统 rfid nfc 蓝牙 wifi lora zigbee 导航 通信 串口 协议 上云 可视化 漏检 误检 误判 识别率 数据 驱动程序 操作系统 sensor gateway dashboard server wireless bluetooth display connector antenna protocol data_analytics scheduling traceability false_alarm ai plc_data camera',
    1: '系统 平台 网络 信号 智能 模型 网页 电脑 表单 扫码 excel 报表 code data network platform signal',
  },
  20: {
    3: `原料药 制剂 药物 药品 医药 生物医药 新药 仿制药 一致性评价 中药 中成药 中药材 饮片 提取物 抗体 抗原 疫苗 蛋白 多肽 酶制剂 酶活 发酵 菌株 菌种 益生菌 微生物菌剂 细胞 干细胞 基因 核酸 pcr 试剂盒 体外诊断 诊断试剂 临床 医疗器械 医用耗材 植入 支架 骨科 牙科 种植体 导管 缓释 包衣 片剂 胶囊 注射液 冻干 口服液 晶型 有关物质
      杂质谱 gmp 药企 药厂 药用辅料 透皮 靶向 微球 脂质体 农药残留 兽药 饲料 育种 种苗 种子 食品 保健食品 酵素 茶叶 乳制品 pharmaceutical pharma drug api_synthesis antibody antigen vaccine protein peptide enzyme fermentation strain probiotic cell_culture stem_cell gene dna rna medical_device diagnostic clinical tablet capsule freeze-dried lyophilized lyophilization biomedicine biotech`,
    2: '灭菌 无菌 生物相容性 细胞毒性 溶出 溶出度 生物利用度 收率 手性 提取 纯化 层析 色谱 发酵罐 生物反应器 培养基 培养 血糖 血液 血压 心电 超声诊断 监护 康复 呼吸机 口罩 防腐保鲜 保鲜 果蔬 水产 养殖 土壤改良 种植 病虫害 生物农药 香精 风味 口感 益生 化妆品 护肤 面膜 实验动物 毒理 药效 sterile sterilization bioreactor purification chromatography cosmetics food feed crop bioavailability dissolution biocompatible patient hospital',
    1: '医院 患者 生物 活性 剂量 营养 植物 医疗 健康 biology bio health',
  },
  30: {
    3: `航空 航天 飞机 机翼 机身 机载 航空发动机 涡扇 无人机 旋翼 直升机 飞行器 飞控 飞行控制 适航 卫星 火箭 运载 星载 宇航 空间环境 航材 航电 起落架 短舱 蒙皮 舱段 导弹 靶机 eVTOL 低空 低空经济 载荷舱 星座 测控站 遥感卫星 通用航空 机场 空管 航模 飞艇 浮空器 降落伞 弹射 太空 姿控 推进器
      aerospace aviation aircraft airplane airframe fuselage wing drone uav helicopter rotorcraft satellite rocket spacecraft launch_vehicle avionics airworthiness flight_control landing_gear turbofan aero_engine airport`,
    2: '螺旋桨 桨叶 航拍 续航时间 抗风 植保机 飞手 高空 失重 真空热 抗辐照 轻量化蒙皮 蜂窝夹层 复材件 钛合金结构件 风洞 气动外形 升力 阻力系数 惯导 陀螺 北斗 遥感 航线 propeller payload wind_tunnel inertial gyroscope orbit flight composite_airframe hover',
    1: '飞行 起飞 云台 航程 高度计 轨道 flying altitude',
  },
  40: {
    3: `涂料 油漆 涂层 镀层 防腐涂料 粉末涂料 水性漆 树脂 环氧 聚氨酯 聚酰亚胺 pvdf ptfe peek 橡胶 硅胶 硅橡胶 塑料 改性塑料 工程塑料 pa66 尼龙 abs 聚丙烯 聚乙烯 pvc 母粒 增韧 阻燃剂 助剂 染整助剂 固色剂 柔软剂 匀染剂 整理剂 染料 颜料 油墨 胶粘剂 胶水 粘合剂 密封胶 纤维 碳纤维 玻纤 玻璃纤维 芳纶 涤纶 锦纶 氨纶 棉纱 纱线 面料 布面 坯布 织物 针织 梭织 印染 染色
      染整 后整理 定型后 轧光 压光 极光 手感 起毛 起球 色牢度 色差 缸差 上染率 退浆 丝光 烧毛 磨毛 拒水 阻燃面料 无纺布 非织造 合金 铝合金材料 镁合金 钛合金 高温合金 不锈钢材料 粉末冶金 陶瓷 耐火材料 玻璃 石墨烯 石墨 纳米 气凝胶 复合材料 薄膜 光学膜 隔膜 硅片 单晶 单晶硅 稀土 磁材 钕铁硼 磁性材料 锻材 催化剂 表面活性剂 精细化工 中间体 水泥 混凝土外加剂 皮革 合成革 造纸
      coating paint resin epoxy polyurethane rubber silicone plastic polymer nylon masterbatch flame_retardant dye dyeing pigment ink adhesive glue sealant fiber fibre carbon_fiber glass_fiber yarn fabric textile cotton polyester finishing softener nonwoven alloy ceramic refractory graphene nanomaterial aerogel composite catalyst surfactant leather fine_chemical coating_material`,
    2: '盐雾 镀锌 镀镍 镀铬 达克罗 地膜 改性料 zinc_flake 附着力 起泡 黄变 耐候 老化 脆裂 分层 掉色 褪色 缩水率 硬挺 柔软 手感发硬 布匹 布料 布样 棉布 涤布 锦纶布 里布 染黑 印花 浆料 粘度 固化 交联 填料 配方 材料 新材料 热处理 晶粒 夹杂 韧性 导热 绝缘材料 导电 包覆 电镀 阳极氧化 钝化 磷化 发泡 塑化剂 增塑剂 抗菌 抗静电 防水透湿 助焊 合成 聚合 结晶 salt_spray adhesion curing formulation formula corrosion yellowing pilling shrinkage colour_fastness color_fastness fastness anodizing plating additive filler material hand_feel',
    1: '强力 断裂 硬度 表面 腐蚀 防腐 耐温 耐高温 耐磨 生锈 颜色 发黄 光泽 密度 纯度 化工 泡沫 材质 surface hardness chemical',
  },
  50: {
    3: `检测服务 检验检测 第三方检测 认证服务 标准制定 标准化 计量 校准服务 工业设计 外观设计 产品设计服务 技术咨询 专利布局 专利导航 专利检索 知识产权 成果转化 技术转移 电子商务 电商 跨境电商 直播带货 物流 仓储物流 供应链管理 智慧城市 社会服务 文化创意 文创 创意设计 科技服务 孵化器 众创空间 管理咨询 培训服务 技术培训 项目申报 高企申报 资质认定 cma cnas 可行性研究
      certification standardization calibration industrial_design intellectual_property patent technology_transfer e-commerce ecommerce logistics supply_chain consulting training_service smart_city incubator third-party_testing third_party_testing testing_service`,
    2: '出具报告 检测报告 检测机构 送检 检验报告 鉴定 认证 ce认证 ccc认证 3c认证 ul认证 体系认证 iso9001 iatf16949 标准起草 行标 团标 专利 商标 版权 著作权 规划编制 培训 展示设计 包装设计 仿真服务 逆向 三维扫描 打样服务 外包服务 客服 营销 品牌 直播 快递 配送 仓库选址 运输调度 test_report accredited_lab lab_report branding marketing packaging_design simulation_service reverse_engineering training warehousing delivery standards',
    1: '咨询 服务 评估 申报 设计 标准 方案设计 service audit survey',
  },
  60: {
    3: `光伏 太阳能 组件衰减 逆变器 风电 风力发电 风机叶片 储能 锂电 锂电池 锂离子 动力电池 钠离子 固态电池 电芯 正极 负极 电解液 燃料电池 氢能 氢气 制氢 电解槽 加氢 储氢 核能 核电 生物质 沼气 地热 热泵 余热 余热回收 余热利用 节能 节能改造 能耗 综合能耗 能效 能源管理 空压机节能 中央空调 冷水机组 制冷 制冷机组 冷库 冷媒 制冷剂 冷凝器 蒸发器 压缩机 换热器 换热 蓄冷 蓄热 保温 充电桩
      变频节能 led照明 热电 超级电容 bms 通风制冷 空调 风机盘管 除霜 结霜 photovoltaic solar inverter wind_turbine wind_power energy_storage lithium battery batteries fuel_cell hydrogen electrolyzer nuclear biomass biogas geothermal heat_pump waste_heat energy_saving energy_efficiency refrigeration refrigerant chiller condenser evaporator compressor heat_exchanger hvac air_conditioning cold_storage charging_pile`,
    2: '电耗 气耗 用电量 电费 蒸汽消耗 天然气消耗 冷量 制冷量 cop iplv 过冷 过热度 压缩比 冷却塔 锅炉 燃烧器 燃烧 循环寿命 能量密度 充放电 热失控 发电 并网 微电网 电价 峰谷 碳排放 双碳 碳减排 热效率 隔热 真空绝热 烘干能耗 boiler burner energy_consumption power_consumption steam cooling heating thermal_runaway cycle_life grid carbon insulation fan_coil defrost ventilation',
    1: '能源 热量 通风 风量 用电 省电 冷却 电池包 充电 energy heat fan charging',
  },
  70: {
    3: `废水 污水 印染废水 电镀废水 中水回用 中水 零排放 cod bod 氨氮 总氮 总磷 重金属 膜处理 反渗透 超滤 mbr 生化池 好氧 厌氧 污泥 浓水 高盐水 脱色 絮凝 废气 vocs voc 有机废气 rto rco 脱硫 脱硝 除尘 粉尘 烟气 烟尘 油烟 异味 恶臭 臭味 固废 危废 废渣 废酸 废碱 废盐 飞灰 炉渣 尾矿 垃圾 焚烧 土壤修复 地下水 环境监测 在线监测排放 环保 环评 超标排放 排放超标 排污 清洁生产 资源化 回收利用 再生利用 废旧 噪声治理 生态修复 水质 黑臭水体 湿地
      wastewater waste_water sewage effluent water_treatment ammonia_nitrogen total_nitrogen sludge membrane_filtration reverse_osmosis ultrafiltration exhaust_gas waste_gas flue_gas desulfurization denitrification dust_removal odor odour solid_waste hazardous_waste landfill incineration soil_remediation environmental emission recycling zero_discharge`,
    2: '排放 达标 出水 进水 回用水 用水量 节水 加药 pac pam 曝气 活性炭 吸附 催化燃烧 喷淋塔 布袋 电除尘 集气 压滤 含水率 干化 矿山 采矿 选矿 煤矸石 再生塑料 循环水 结垢 水垢 环保督察 环保局 排口 蒸发结晶 mvr 臭氧 芬顿 色度 discharge compliance aeration adsorption activated_carbon scrubber reuse scaling mining water_quality pollutant pollution evaporation ozone fenton',
    1: '污染 水处理 过滤 净化 绿色 粉体飞扬 water filter treatment purification',
  },
  80: {
    3: `压铸 压铸件 砂眼 气孔 缩孔 缩松 冷隔 铸造 铸件 浇注 锻造 锻件 冲压 钣金 焊接 焊缝 虚焊 激光切割 激光焊接 机加工 加工中心 数控 cnc 机床 车床 铣床 磨床 车削 铣削 磨削 镗孔 刀具 夹具 工装 治具 模具 注塑 注塑机 注塑件 飞边 缩水痕 挤出机 3d打印 增材制造 机器人 机械手 机械臂 agv 自动化 自动化线 自动化改造 产线 流水线 生产线 装配线 上下料 plc 伺服 伺服电机 电机 永磁电机 减速机 减速器 齿轮 轴承 主轴 丝杠 导轨 液压 气动 油缸 阀门 水泵 油泵 真空泵 离心泵 泵体 密封件 变频器
      驱动器 电机控制 变压器 开关柜 断路器 继电器 电缆 汽车零部件 汽配 整车 底盘 转向 制动 刹车 变速箱 线束 织机 纺机 定型机 压光机 轧光机 染色机 络筒机 细纱机 缝纫机 包装机 纺织机械 起重机 电梯 船舶 仪器仪表 流量计 传感器标定 数控系统 振动 动平衡 磨损 卡死 换模 换型 节拍 拧螺丝 点胶机 贴标机 分拣 码垛 抛光 打磨 去毛刺 喷涂线 工业机器人 制冷设备 die_casting die-casting casting porosity forging stamping sheet_metal welding weld laser_cutting
      machining cnc_machine lathe milling grinding cutting_tool fixture mold mould injection_molding injection_moulding extruder 3d_printing additive_manufacturing robot robotic robotic_arm manipulator automation production_line assembly_line servo motor electric_motor gearbox reducer gear bearing spindle hydraulic pneumatic valve pump inverter_drive variable_frequency transformer switchgear automotive vehicle chassis brake loom stenter calender_machine packaging_machine crane elevator instrument flow_meter`,
    2: '设备 机器 机械 装备 良率 废品率 报废率 毛刺 变形 尺寸 公差 同心度 平面度 粗糙度 装配 漏油 漏气 异响 跳动 断刀 崩刃 停机 停线 控制系统 控制柜 传动 扭矩 转速 温升 线圈 绕组 定子 转子 电磁 噪音 汽车 新能源汽车 电动车 零部件 车间 工序 人工上料 招工难 用工 效率低 产能 裂纹 开裂 精度 加工 热变形 淬火 感应加热 喷砂 喷涂 烘箱 烘房 工业炉 压机 送料 收卷 张力控制 纠偏 检具 量具 三坐标 探伤 yield scrap burr deformation tolerance roughness assembly leakage downtime stator rotor winding torque vibration equipment machine machinery workshop throughput cycle_time crack machining_accuracy controller drive shaft',
    1: '生产 自动 手动 工人 工艺 老化台 支架 螺丝 钢板 铸铁 铝件 压力 精密 制造 线体 噪声 noise production manual manufacturing steel parts',
  },
}
